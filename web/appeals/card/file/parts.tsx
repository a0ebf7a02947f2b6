import { Button, SegmentedRadioGroup, TextArea, TextInput } from '@gravity-ui/uikit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealCard } from '../../../../contract/appeals.ts';
import type { CaseFile } from '../../../../contract/case-file.ts';
import { call } from '../../../api/client.ts';
import { useRegistry } from '../../../api/registry.ts';
import { useSession } from '../../../api/session.ts';
import { useFormat } from '../../../format/use-format.ts';
import { Refusal } from '../../../layout/refusal.tsx';
import { BodySelect } from '../../../pickers/body-select.tsx';
import { DateChoice } from '../actions/date-choice.tsx';
import styles from './file.module.css';
import { FileSection } from './file-section.tsx';
import { PartContractor } from './part-contractor.tsx';
import { useFileWork } from './use-case-file.ts';

type Part = CaseFile['parts'][number];

interface PartsProps {
  card: AppealCard;
  parts: Part[];
}

/** Parts of the case that others do: another body, or somebody outside the registry. */
export function Parts({ card, parts }: PartsProps) {
  const { t } = useTranslation('casefile');
  const [adding, setAdding] = useState(false);
  const acts = useActsForBody(card);
  if (parts.length === 0 && !acts) return null;
  return (
    <FileSection
      title={t('part.title')}
      count={parts.length}
      add={acts ? t('part.add') : undefined}
      adding={adding}
      onAdd={() => setAdding(!adding)}
    >
      {adding && <AskForm card={card} onDone={() => setAdding(false)} />}
      {parts.length > 0 && (
        <ul className={styles.list}>
          {parts.map((part) => (
            <PartLine key={part.id} card={card} part={part} acts={acts} />
          ))}
        </ul>
      )}
    </FileSection>
  );
}

/** Does the reader work for the body that answers, or for one over it? The server judges in the end. */
function useActsForBody(card: AppealCard): boolean {
  const session = useSession();
  const registry = useRegistry();
  if (card.life.actions.some(({ action }) => action === 'submit' || action === 'give_interim')) return true;
  return within(card.organisation, session?.organisation ?? null, registry.organisation);
}

function within(
  code: string,
  root: string | null,
  find: (code: string) => { parent: string | null } | undefined,
): boolean {
  if (root === null) return false;
  for (let at: string | null = code, depth = 0; at !== null && depth < 10; depth++) {
    if (at === root) return true;
    at = find(at)?.parent ?? null;
  }
  return false;
}

function PartLine({ card, part, acts }: { card: AppealCard; part: Part; acts: boolean }) {
  const { t } = useTranslation('casefile');
  const registry = useRegistry();
  const format = useFormat();
  const session = useSession();
  const { work, busy, problem } = useFileWork(card.id);
  const [settling, setSettling] = useState<'done' | 'refused' | 'cancelled' | null>(null);
  const [result, setResult] = useState('');
  const own =
    part.organisation !== null &&
    within(part.organisation, session?.organisation ?? null, registry.organisation);
  const late = part.state === 'asked' && part.dueAt !== null && Date.parse(part.dueAt) < format.now.getTime();
  const states = ['done', 'refused', ...(acts && !own ? (['cancelled'] as const) : [])] as const;
  const settle = () =>
    work(() => call('settlePart', { params: { id: part.id }, body: { state: settling!, result } })).then(
      (taken) => taken && setSettling(null),
    );
  return (
    <li data-state={part.state}>
      <div className={styles.headline}>
        <b>{part.contractor ?? registry.organisationName(part.organisation)}</b>
        <em data-state={late ? 'late' : part.state}>
          {late ? t('part.late') : t(`part.state.${part.state}`)}
        </em>
      </div>
      <p>{part.task}</p>
      <small>
        {[
          part.dueAt && t('part.until', { when: format.day(part.dueAt) }),
          t('part.asked', { who: part.askedBy, when: format.day(part.askedAt) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
      {part.result && (
        <p className={styles.result}>
          {part.result}
          <small>
            {[part.settledBy, part.settledAt && format.moment(part.settledAt)].filter(Boolean).join(', ')}
          </small>
        </p>
      )}
      {part.contractor && <PartContractor card={card} part={part} acts={acts} />}
      {part.state === 'asked' && (acts || own) && (
        <div className={styles.row}>
          {states.map((state) => (
            <Button
              key={state}
              size="s"
              view="outlined"
              selected={settling === state}
              onClick={() => setSettling(settling === state ? null : state)}
            >
              {t(`part.settle.${state}`)}
            </Button>
          ))}
        </div>
      )}
      {settling && part.state === 'asked' && (
        <div className={styles.form}>
          <TextArea
            autoFocus
            minRows={2}
            maxRows={8}
            value={result}
            onUpdate={setResult}
            placeholder={t(`part.result.${settling}`)}
            controlProps={{ 'aria-label': t(`part.result.${settling}`) }}
          />
          <div className={styles.row}>
            <Button
              size="s"
              view="action"
              loading={busy}
              disabled={result.trim().length < 3}
              onClick={() => void settle()}
            >
              {t('save')}
            </Button>
          </div>
        </div>
      )}
      <Refusal problem={problem} />
    </li>
  );
}

function AskForm({ card, onDone }: { card: AppealCard; onDone: () => void }) {
  const { t } = useTranslation('casefile');
  const { work, busy, problem } = useFileWork(card.id);
  const [to, setTo] = useState<'body' | 'contractor'>('body');
  const [organisation, setOrganisation] = useState('');
  const [contractor, setContractor] = useState('');
  const [task, setTask] = useState('');
  const [until, setUntil] = useState('');
  const whom = to === 'body' ? organisation : contractor.trim();
  const send = async () => {
    const body = {
      ...(to === 'body' ? { organisation } : { contractor: contractor.trim() }),
      task,
      ...(until && { until }),
    };
    if (await work(() => call('askPart', { params: { id: card.id }, body }))) onDone();
  };
  return (
    <div className={styles.form}>
      <SegmentedRadioGroup
        size="s"
        value={to}
        onUpdate={setTo}
        options={(['body', 'contractor'] as const).map((value) => ({
          value,
          content: t(`part.to.${value}`),
        }))}
        aria-label={t('part.whom')}
      />
      {to === 'body' ? (
        <BodySelect
          label={t('part.to.body')}
          placeholder={t('part.chooseBody')}
          value={organisation}
          onChange={setOrganisation}
          but={card.organisation}
        />
      ) : (
        <TextInput
          value={contractor}
          onUpdate={setContractor}
          placeholder={t('part.contractorHint')}
          controlProps={{ 'aria-label': t('part.to.contractor') }}
        />
      )}
      <TextArea
        minRows={2}
        maxRows={8}
        value={task}
        onUpdate={setTask}
        placeholder={t('part.taskHint')}
        controlProps={{ 'aria-label': t('part.taskHint') }}
      />
      <label className={styles.label} htmlFor="part-until">
        {t('part.byDay')}
      </label>
      <DateChoice id="part-until" value={until} onChange={setUntil} />
      <div className={styles.row}>
        <Button
          view="action"
          loading={busy}
          disabled={whom.length < 2 || task.trim().length < 5}
          onClick={() => void send()}
        >
          {t('part.ask')}
        </Button>
      </div>
      <Refusal problem={problem} />
    </div>
  );
}
