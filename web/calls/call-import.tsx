import { Button, SegmentedRadioGroup } from '@gravity-ui/uikit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CALL_LINES, type ImportedCalls } from '../../contract/calls.ts';
import { endpoints } from '../../contract/endpoints.ts';
import { addressOf } from '../api/client.ts';
import { describeError, problemWords } from '../api/problem-error.ts';
import { sendForm } from '../api/send-form.ts';
import { useFormat } from '../format/use-format.ts';
import { WideTable } from '../layout/wide-table.tsx';
import { toaster } from '../theme/toaster.ts';
import styles from './calls-page.module.css';

type Line = (typeof CALL_LINES)[number];

/** A journal of the exchange: looked at first, then taken in; each call once, so that the same file may be given twice. */
export function CallImport() {
  const { t } = useTranslation(['calls', 'vocabulary']);
  const format = useFormat();
  const client = useQueryClient();
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const [line, setLine] = useState<Line>('hotline');
  const send = async (given: File, channel: Line, dry: boolean) => {
    const form = new FormData();
    form.set('file', given, given.name);
    const address = addressOf(endpoints.importCalls.path, {}, { channel, dry: String(dry) });
    return (await sendForm(address, form, () => {})) as ImportedCalls;
  };
  const look = useMutation({
    mutationFn: (asked: { file: File; line: Line }) => send(asked.file, asked.line, true),
  });
  const take = useMutation({
    mutationFn: () => send(file!, line, false),
    onSuccess: ({ fresh, callBacks }) => {
      look.reset();
      setFile(null);
      toaster.add({
        name: 'calls-taken',
        theme: 'success',
        title: t('file.done', { fresh: format.number(fresh), callBacks: format.number(callBacks) }),
      });
      return client.invalidateQueries({ queryKey: ['call-backs'] });
    },
  });
  const failed = take.error ?? look.error;
  const problem = failed ? describeError(failed) : null;
  const choose = (next: File | null, channel: Line) => {
    setFile(next);
    setLine(channel);
    take.reset();
    if (next) look.mutate({ file: next, line: channel });
    else look.reset();
  };
  return (
    <div className={styles.file}>
      <SegmentedRadioGroup
        aria-label={t('file.line')}
        value={line}
        onUpdate={(next) => choose(file, next as Line)}
        options={CALL_LINES.map((value) => ({ value, content: t(`vocabulary:channel.${value}`) }))}
      />
      <label htmlFor={id}>{t('file.choose')}</label>
      <input
        key={file === null ? 'none' : 'some'}
        id={id}
        type="file"
        accept=".csv,.txt,.xlsx"
        onChange={(event) => choose(event.target.files?.[0] ?? null, line)}
        hidden={file !== null}
      />
      {file && <b>{file.name}</b>}
      <p className={styles.quiet}>{t('file.hint')}</p>
      {look.isPending && <p role="status">{t('file.reading')}</p>}
      {problem && (
        <p role="alert" data-late>
          {problemWords(problem)}
        </p>
      )}
      {file && look.data && (
        <>
          <Looked looked={look.data} />
          <div className={styles.days}>
            <Button
              view="action"
              disabled={look.data.fresh === 0}
              loading={take.isPending}
              onClick={() => take.mutate()}
            >
              {t('file.take')}
            </Button>
            <Button view="flat" onClick={() => choose(null, line)}>
              {t('file.cancel')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function Looked({ looked }: { looked: ImportedCalls }) {
  const { t } = useTranslation('calls');
  const format = useFormat();
  const { rows, fresh, known, bad, reasons, sample } = looked;
  const columns = ['at', 'direction', 'phone', 'disposition', 'wait', 'talk'] as const;
  return (
    <>
      <p role="status">
        <b>
          {t('file.look', {
            rows: format.number(rows),
            fresh: format.number(fresh),
            known: format.number(known),
            bad: format.number(bad),
          })}
        </b>
        {fresh === 0 && known > 0 && ` — ${t('file.nothing')}`}
      </p>
      {reasons.map(({ why, count, lines }) => (
        <p key={why}>{t('file.reason', { why, count, lines: lines.join(', ') })}</p>
      ))}
      <h2>{t('file.sample')}</h2>
      <WideTable label={t('file.sample')}>
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map((name) => (
                <th key={name}>{t(`file.column.${name}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sample.map((row) => (
              <tr key={`${row.callId} ${row.at}`}>
                <td>{format.full(row.at)}</td>
                <td>{t(`file.direction.${row.direction}`)}</td>
                <td>{row.phone ?? '—'}</td>
                <td>{t(`file.disposition.${row.disposition}`)}</td>
                <td>{row.waitSeconds ?? '—'}</td>
                <td>{row.talkSeconds ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </>
  );
}
