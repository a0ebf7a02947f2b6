import { Button, Dialog } from '@gravity-ui/uikit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../../contract/casework.ts';
import { useFormat } from '../../../format/use-format.ts';
import styles from './answer.module.css';
import { EditionText } from './edition-diff.tsx';

interface EditionHistoryProps {
  /** Newest first. */
  editions: readonly Draft[];
  onTake?: (draft: Draft) => void;
}

/** Every edition of the answer: which one, against which, what changed; an earlier one can be taken back. */
export function EditionHistory({ editions, onTake }: EditionHistoryProps) {
  const { t } = useTranslation('casework');
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const [shownId, setShownId] = useState<string | null>(null);
  const [beforeId, setBeforeId] = useState<string | null>(null);
  if (editions.length === 0) return null;
  const shown = editions.find((draft) => draft.id === shownId) ?? editions[0]!;
  const before =
    editions.find((draft) => draft.id === beforeId && draft.id !== shown.id) ??
    editions.find((draft) => draft.edition < shown.edition) ??
    null;
  const name = (draft: Draft) =>
    t('edition.line', {
      n: draft.edition,
      when: format.moment(draft.at),
      who: draft.authorName ?? draft.login,
    });
  return (
    <>
      <Button view="flat" onClick={() => setOpen(true)}>
        {t('edition.count', { count: editions.length })}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} size="l" aria-labelledby="editions-title">
        <Dialog.Header caption={t('edition.title')} id="editions-title" />
        <Dialog.Body>
          <div className={styles.compare}>
            <label>
              {t('edition.shown')}
              <select value={shown.id} onChange={(event) => setShownId(event.target.value)}>
                {editions.map((draft) => (
                  <option key={draft.id} value={draft.id}>
                    {name(draft)}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {t('edition.against')}
              <select
                value={before?.id ?? ''}
                onChange={(event) => setBeforeId(event.target.value)}
                disabled={!before}
              >
                {!before && <option value="">{t('edition.first')}</option>}
                {editions
                  .filter((draft) => draft.id !== shown.id)
                  .map((draft) => (
                    <option key={draft.id} value={draft.id}>
                      {name(draft)}
                    </option>
                  ))}
              </select>
            </label>
          </div>
          <EditionText draft={shown} before={before} />
          {onTake && shown !== editions[0] && (
            <Button
              view="outlined"
              onClick={() => {
                onTake(shown);
                setOpen(false);
              }}
            >
              {t('edition.take')}
            </Button>
          )}
        </Dialog.Body>
      </Dialog>
    </>
  );
}
