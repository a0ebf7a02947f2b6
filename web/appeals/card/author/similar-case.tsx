import { Button } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import type { AppealCard, SimilarCase } from '../../../../contract/appeals.ts';
import { call } from '../../../api/client.ts';
import { useMay } from '../../../api/session.ts';
import { Refusal } from '../../../layout/refusal.tsx';
import { AppealBrief } from '../../appeal-brief.tsx';
import { useCaseFile, useFileWork } from '../file/use-case-file.ts';
import styles from './author.module.css';

/** A case that may be the same matter, in whatever channel: whose it is, and one press to link it. Nothing is deleted by it. */
export function SimilarCaseItem({ card, row }: { card: AppealCard; row: SimilarCase }) {
  const mayAct = useMay('cases.act');
  return (
    <div className={styles.similarCase}>
      <AppealBrief row={row} />
      {mayAct ? <Acts card={card} row={row} /> : <SameAuthor row={row} />}
    </div>
  );
}

function Acts({ card, row }: { card: AppealCard; row: SimilarCase }) {
  const { t } = useTranslation('identities');
  const { data } = useCaseFile(card.id);
  const { work, busy, problem } = useFileWork(card.id);
  const linked = data?.links.some((link) => link.id === row.id);
  return (
    <div className={styles.similarActs}>
      {linked ? (
        <span className={styles.mark}>{t('similar.linked')}</span>
      ) : (
        <Button
          size="s"
          view="outlined"
          loading={busy}
          onClick={() =>
            void work(() =>
              call('linkCase', { params: { id: card.id }, body: { other: row.number, kind: 'duplicate' } }),
            )
          }
        >
          {t('similar.duplicate')}
        </Button>
      )}
      <SameAuthor row={row} />
      <Refusal problem={problem} />
    </div>
  );
}

function SameAuthor({ row }: { row: SimilarCase }) {
  const { t } = useTranslation('identities');
  return row.sameAuthor ? <b className={styles.mark}>{t('similar.sameAuthor')}</b> : null;
}
