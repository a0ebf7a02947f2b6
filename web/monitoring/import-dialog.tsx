import { Dialog, TextArea } from '@gravity-ui/uikit';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { describeError } from '../api/problem-error.ts';
import { useFormat } from '../format/use-format.ts';
import { FileButton } from '../pickers/file-button.tsx';
import styles from './monitoring.module.css';

const BYTES_MAX = 2_000_000;

/** Many sources of a table: first what each row would do, then all the good ones at once. */
export function ImportDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation('monitoring');
  const format = useFormat();
  const [csv, setCsv] = useState('');
  const work = useMutation({
    mutationFn: (run: boolean) => call('importSources', { body: { csv, run } }),
    onSuccess: (_, run) => {
      if (!run) return;
      onDone();
      onClose();
    },
  });
  const change = (text: string) => {
    setCsv(text);
    work.reset();
  };
  const open = async (file: File) => {
    if (file.size > BYTES_MAX) return;
    const bytes = await file.arrayBuffer();
    // Tables of older office programs are Windows-1251, whose Russian is hardly ever valid UTF-8.
    try {
      change(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch {
      change(new TextDecoder('windows-1251').decode(bytes));
    }
  };
  const told = work.data;
  const good = told ? told.fresh + told.changed : 0;
  return (
    <Dialog open onClose={onClose} size="l" aria-labelledby="import-title" disableHeightTransition>
      <Dialog.Header caption={t('source.import')} id="import-title" />
      <Dialog.Body>
        <p className={styles.hint}>{t('import.hint')}</p>
        <FileButton
          className={styles.csv}
          label={t('import.file')}
          accept=".csv,text/csv,text/plain"
          onFile={(file) => void open(file)}
        />
        <TextArea
          className={styles.csv}
          minRows={5}
          maxRows={8}
          placeholder={t('import.example')}
          value={csv}
          onUpdate={change}
          controlProps={{ 'aria-label': t('import.table') }}
        />
        {told && (
          <>
            <p role="status">
              {t('import.preview', {
                fresh: format.number(told.fresh),
                changed: format.number(told.changed),
                wrong: format.number(told.wrong),
              })}
            </p>
            <ul className={styles.samples}>
              {told.rows.map((row) => (
                <li key={row.line}>
                  <span data-state={row.state}>{t(`import.state.${row.state}`)}</span> {row.name || '—'}
                  <small>{row.why ? t('import.why', { line: row.line, why: row.why }) : row.address}</small>
                </li>
              ))}
            </ul>
          </>
        )}
        {work.isError && (
          <p role="alert" className={styles.refusal}>
            {describeError(work.error).title}. {describeError(work.error).detail}
          </p>
        )}
      </Dialog.Body>
      <Dialog.Footer
        textButtonApply={told ? t('import.run', { number: format.number(good) }) : t('import.look')}
        textButtonCancel={t('cancel')}
        onClickButtonCancel={onClose}
        onClickButtonApply={() => work.mutate(told !== undefined)}
        propsButtonApply={{
          loading: work.isPending,
          disabled: csv.trim() === '' || (told !== undefined && good === 0),
        }}
      />
    </Dialog>
  );
}
