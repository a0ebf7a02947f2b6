import { Dialog, Select } from '@gravity-ui/uikit';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JoinSpikePreview, SpikeCard } from '../../contract/index.ts';
import { call } from '../api/client.ts';
import { describeError } from '../api/problem-error.ts';
import { useRegistry } from '../api/registry.ts';
import { useWork } from '../api/use-work.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { toaster } from '../theme/toaster.ts';
import styles from './spike-page.module.css';
import { spikeQuery } from './use-spikes.ts';

/** Which case would lead, how many would follow, who stays outside and why; then all at once. */
export function JoinDialog({ spike, onClose }: { spike: SpikeCard; onClose: () => void }) {
  const { t } = useTranslation('spikes');
  const client = useQueryClient();
  const id = useId();
  const [lead, setLead] = useState<string | undefined>();
  const { work, busy, problem } = useWork();
  const query = useQuery({
    queryKey: ['spikes', 'join', spike.id, lead],
    queryFn: ({ signal }) => call('previewJoinSpike', { params: { id: spike.id }, query: { lead }, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const plan = query.data;
  const apply = (lead: string) =>
    work(async () => {
      const done = await call('joinSpike', { params: { id: spike.id }, body: { lead } });
      client.setQueryData(spikeQuery(spike.id).queryKey, done.spike);
      void client.invalidateQueries({ queryKey: ['spikes', 'list'] });
      toaster.add({
        name: `joined-${spike.id}`,
        title: t('join.done', { count: done.joined }),
        content:
          done.refused.length > 0
            ? t('join.refused', { count: done.refused.length, why: done.refused[0]!.why })
            : undefined,
      });
      onClose();
    });
  const shown = problem ?? (query.error ? describeError(query.error) : null);
  return (
    <Dialog open onClose={onClose} size="m" aria-labelledby={`${id}-caption`} disableHeightTransition>
      <Dialog.Header caption={t('join.title')} id={`${id}-caption`} />
      <Dialog.Body>
        {query.isPending && <Bars rows={4} />}
        {plan && <Plan plan={plan} id={id} onLead={setLead} />}
        {shown && (
          <p className={styles.warn} role="alert">
            {shown.title}. {shown.detail}
          </p>
        )}
      </Dialog.Body>
      <Dialog.Footer
        textButtonApply={plan ? t('join.apply', { count: plan.able }) : t('join.title')}
        textButtonCancel={t('shell:cancel')}
        onClickButtonApply={() => plan?.lead && void apply(plan.lead)}
        onClickButtonCancel={onClose}
        loading={busy}
        propsButtonApply={{ disabled: !plan || plan.able + plan.joined === 0 }}
      />
    </Dialog>
  );
}

function Plan({ plan, id, onLead }: { plan: JoinSpikePreview; id: string; onLead: (lead: string) => void }) {
  const { t } = useTranslation('spikes');
  const registry = useRegistry();
  const { moment } = useFormat();
  const lead = plan.candidates.find((row) => row.id === plan.lead);
  if (!lead) return <p>{t('join.none')}</p>;
  const facts = [
    t('join.able', { count: plan.able, organisation: registry.organisationName(lead.organisation) }),
    plan.joined > 0 && t('join.already', { count: plan.joined }),
    plan.answered > 0 && t('join.answered', { count: plan.answered }),
    ...plan.elsewhere.map(({ organisation, count }) =>
      t('join.elsewhere', { count, organisation: registry.organisationName(organisation) }),
    ),
    plan.more && t('join.more'),
  ].filter((line): line is string => Boolean(line));
  return (
    <div className={styles.form}>
      <label htmlFor={`${id}-lead`}>{t('join.lead')}</label>
      <Select
        id={`${id}-lead`}
        width="max"
        value={[lead.id]}
        onUpdate={([value]) => value && onLead(value)}
        options={plan.candidates.map((row) => ({
          value: row.id,
          content: `${row.number} · ${moment(row.filedAt)} · ${row.excerpt.slice(0, 60)}`,
        }))}
      />
      <p>«{lead.excerpt}»</p>
      <ul className={styles.plan}>
        {facts.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className={styles.quiet}>{t('join.hint')}</p>
    </div>
  );
}
