import { Button, Select, TextInput } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealCard } from '../../../../contract/appeals.ts';
import type { CaseFile } from '../../../../contract/case-file.ts';
import type { Contractor, ContractorService } from '../../../../contract/contractors.ts';
import { call } from '../../../api/client.ts';
import { useRegistry } from '../../../api/registry.ts';
import { Refusal } from '../../../layout/refusal.tsx';
import { Labelled } from '../../../reception/labelled.tsx';
import styles from './file.module.css';
import { useFileWork } from './use-case-file.ts';

type Part = CaseFile['parts'][number];

interface PartContractorProps {
  card: AppealCard;
  part: Part;
  acts: boolean;
}

/** A contractor's part on his own server: handing it over, how it stands there, taking what he calls done. */
export function PartContractor({ card, part, acts }: PartContractorProps) {
  const { t } = useTranslation('casefile');
  const [open, setOpen] = useState(false);
  const { remote } = part;
  const free = part.state === 'asked' && (remote === null || remote.state === 'lost');
  const contractors = useContractors(acts && free);
  return (
    <>
      {remote && (
        <small>
          {[
            t(`contractor.state.${remote.state}`, { number: remote.requestId ?? '' }),
            remote.service,
            part.state === 'asked' && remote.notes,
            remote.error,
            remote.confirmedBy && t('contractor.confirmed', { who: remote.confirmedBy }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      )}
      {acts && free && contractors.length > 0 && (
        <div className={styles.row}>
          <Button size="s" view="outlined" selected={open} onClick={() => setOpen(!open)}>
            {t('contractor.handOver')}
          </Button>
        </div>
      )}
      {open && free && (
        <HandOverForm card={card} part={part} contractors={contractors} onDone={() => setOpen(false)} />
      )}
      {acts && part.state === 'done' && remote?.state === 'closed' && !remote.confirmedBy && (
        <ConfirmRow card={card} part={part} />
      )}
    </>
  );
}

function useContractors(wanted: boolean): Contractor[] {
  const query = useQuery({
    queryKey: ['contractors'],
    queryFn: ({ signal }) => call('contractors', { signal }),
    enabled: wanted,
    staleTime: 60_000,
  });
  return (query.data?.rows ?? []).filter((row) => row.enabled && row.services.some(({ gone }) => !gone));
}

/** The service that stands for the topic of the case, the nearest one up its path. */
function serviceFor(
  services: readonly ContractorService[],
  topic: string | null,
  parentOf: (code: string) => string | null,
): string {
  for (let at = topic, depth = 0; at !== null && depth < 10; at = parentOf(at), depth++) {
    const found = services.find(({ topics }) => topics.includes(at!));
    if (found) return found.code;
  }
  return '';
}

interface HandOverFormProps {
  card: AppealCard;
  part: Part;
  contractors: readonly Contractor[];
  onDone: () => void;
}

function HandOverForm({ card, part, contractors, onDone }: HandOverFormProps) {
  const { t } = useTranslation('casefile');
  const registry = useRegistry();
  const { work, busy, problem } = useFileWork(card.id);
  const [account, setAccount] = useState(contractors[0]!.account);
  const [chosen, setChosen] = useState('');
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const services = (contractors.find((row) => row.account === account)?.services ?? []).filter(
    ({ gone }) => !gone,
  );
  const parentOf = (code: string) => registry.topics.find((topic) => topic.code === code)?.parent ?? null;
  const code = chosen || serviceFor(services, card.topic, parentOf);
  const service = services.find((each) => each.code === code);
  const missing = service?.attributes.some((each) => each.required && !answers[each.code]?.trim());
  const send = async () => {
    const body = { account, service: code, attributes: answers };
    if (await work(() => call('handOverPart', { params: { id: part.id }, body }))) onDone();
  };
  return (
    <div className={styles.form}>
      <Labelled label={t('contractor.to')}>
        {(id) => (
          <Select
            id={id}
            width="max"
            value={[account]}
            onUpdate={([next]) => {
              setAccount(next ?? account);
              setChosen('');
              setAnswers({});
            }}
            options={contractors.map((row) => ({ value: row.account, content: row.name }))}
          />
        )}
      </Labelled>
      <Labelled label={t('contractor.service')}>
        {(id) => (
          <Select
            id={id}
            width="max"
            filterable
            placeholder={t('contractor.chooseService')}
            value={code ? [code] : []}
            onUpdate={([next]) => {
              setChosen(next ?? '');
              setAnswers({});
            }}
            options={services.map((each) => ({
              value: each.code,
              content: each.group ? `${each.group}: ${each.name}` : each.name,
              text: `${each.group ?? ''} ${each.name} ${each.code}`,
            }))}
          />
        )}
      </Labelled>
      {service?.attributes.map((each) => (
        <Labelled
          key={each.code}
          label={each.required ? each.description : t('contractor.optional', { name: each.description })}
        >
          {(id) =>
            each.values.length > 0 ? (
              <Select
                id={id}
                width="max"
                hasClear={!each.required}
                value={answers[each.code] ? [answers[each.code]!] : []}
                onUpdate={([next]) => setAnswers({ ...answers, [each.code]: next ?? '' })}
                options={each.values.map(({ key, name }) => ({ value: key, content: name }))}
              />
            ) : (
              <TextInput
                id={id}
                value={answers[each.code] ?? ''}
                onUpdate={(next) => setAnswers({ ...answers, [each.code]: next })}
              />
            )
          }
        </Labelled>
      ))}
      <small>{t('contractor.privacy')}</small>
      <div className={styles.row}>
        <Button
          size="s"
          view="action"
          loading={busy}
          disabled={!service || missing}
          onClick={() => void send()}
        >
          {t('contractor.send')}
        </Button>
      </div>
      <Refusal problem={problem} />
    </div>
  );
}

function ConfirmRow({ card, part }: { card: AppealCard; part: Part }) {
  const { t } = useTranslation('casefile');
  const { work, busy, problem } = useFileWork(card.id);
  const [why, setWhy] = useState<string | null>(null);
  const confirm = (body: { accepted: boolean; why?: string }) =>
    work(() => call('confirmPart', { params: { id: part.id }, body }));
  return (
    <>
      <div className={styles.row}>
        <Button size="s" view="action" loading={busy} onClick={() => void confirm({ accepted: true })}>
          {t('contractor.accept')}
        </Button>
        <Button
          size="s"
          view="outlined"
          selected={why !== null}
          onClick={() => setWhy(why === null ? '' : null)}
        >
          {t('contractor.giveBack')}
        </Button>
      </div>
      {why !== null && (
        <div className={styles.row}>
          <TextInput
            autoFocus
            value={why}
            onUpdate={setWhy}
            placeholder={t('contractor.why')}
            controlProps={{ 'aria-label': t('contractor.why') }}
          />
          <Button
            size="s"
            loading={busy}
            disabled={why.trim().length < 3}
            onClick={() => void confirm({ accepted: false, why })}
          >
            {t('save')}
          </Button>
        </div>
      )}
      <Refusal problem={problem} />
    </>
  );
}
