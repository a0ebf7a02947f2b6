import { Dialog, Select } from '@gravity-ui/uikit';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { REFUSALS } from '../../contract/monitoring.ts';
import { call } from '../api/client.ts';
import { describeError } from '../api/problem-error.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './monitoring.module.css';
import type { CandidateSearch } from './use-candidates.ts';

interface BulkVerdictDialogProps {
  filter: CandidateSearch;
  onClose: (ran: boolean) => void;
}

const VERDICTS = [...REFUSALS, 'accept'] as const;
/** Shares below which candidates are taken along; 1 is all of them. */
const BELOW = [0.6, 0.7, 0.8, 0.9, 1];

/** One verdict about all that the page's filter finds: first who they are, then done, and only if they are still as many. */
export function BulkVerdictDialog({ filter, onClose }: BulkVerdictDialogProps) {
  const { t } = useTranslation(['monitoring', 'shell']);
  const format = useFormat();
  const [verdict, setVerdict] = useState<(typeof VERDICTS)[number]>('not_complaint');
  const [below, setBelow] = useState(0.7);
  const body = { filter: { ...filter, ...(below < 1 && { below }) }, verdict };
  const preview = useQuery({
    queryKey: ['candidates-preview', body],
    queryFn: () => call('decideCandidates', { body }),
    gcTime: 0,
  });
  const run = useMutation({
    mutationFn: (expected: number) => call('decideCandidates', { body: { ...body, expected } }),
    onError: () => void preview.refetch(),
  });
  const shown = preview.data;
  const count = shown?.count ?? 0;
  return (
    <Dialog
      open
      onClose={() => onClose(run.isSuccess)}
      size="m"
      aria-labelledby="bulk-verdict"
      disableHeightTransition
    >
      <Dialog.Header caption={t('many')} id="bulk-verdict" />
      <Dialog.Body>
        <div className={styles.form}>
          <div className={styles.field}>
            <label htmlFor="bulk-what">{t('bulk.what')}</label>
            <Select
              id="bulk-what"
              width="max"
              disabled={run.isSuccess}
              value={[verdict]}
              onUpdate={([value]) => setVerdict(value as typeof verdict)}
              options={VERDICTS.map((value) => ({
                value,
                content:
                  value === 'accept' ? t('accept') : t('bulk.refuse', { reason: t(`refusal.${value}`) }),
              }))}
            />
          </div>
          <div className={styles.field}>
            <label htmlFor="bulk-below">{t('bulk.which')}</label>
            <Select
              id="bulk-below"
              width="max"
              disabled={run.isSuccess}
              value={[String(below)]}
              onUpdate={([value]) => setBelow(Number(value))}
              options={BELOW.map((value) => ({
                value: String(value),
                content: value === 1 ? t('bulk.all') : t('bulk.below', { share: format.share(value) }),
              }))}
            />
          </div>
        </div>
        {run.data ? (
          <p role="status">
            {t('bulk.done', { count: run.data.count, number: format.number(run.data.count) })}
          </p>
        ) : (
          <>
            <p aria-live="polite">
              {preview.isError
                ? describeError(preview.error).title
                : t('bulk.preview', { count, number: format.number(count) })}
              {shown && shown.more > 0 && ` ${t('bulk.more', { number: format.number(shown.more) })}`}
            </p>
            <ul className={styles.samples}>
              {shown?.sample.map((row) => (
                <li key={row.id}>
                  <span>{format.share(row.score)}</span> {row.text}
                </li>
              ))}
            </ul>
            {run.isError && <p className={styles.refusal}>{describeError(run.error).detail}</p>}
          </>
        )}
      </Dialog.Body>
      <Dialog.Footer
        textButtonApply={
          run.isSuccess
            ? t('bulk.close')
            : t(verdict === 'accept' ? 'bulk.runAccept' : 'bulk.runRefuse', { number: format.number(count) })
        }
        textButtonCancel={run.isSuccess ? undefined : t('cancel')}
        onClickButtonCancel={() => onClose(run.isSuccess)}
        onClickButtonApply={() => (run.isSuccess ? onClose(true) : run.mutate(count))}
        propsButtonApply={{
          disabled: !run.isSuccess && (count === 0 || preview.isFetching),
          loading: run.isPending,
        }}
      />
    </Dialog>
  );
}
