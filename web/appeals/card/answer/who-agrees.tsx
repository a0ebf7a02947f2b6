import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Outcome } from '../../../../contract/vocabulary.ts';
import { call } from '../../../api/client.ts';
import { ChainSteps } from '../../../templates/chain-steps.tsx';
import styles from './answer.module.css';

/** Who will agree to the answer, were it sent now: before one presses, not after. */
export function WhoAgrees({ id, outcome }: { id: string; outcome: Outcome | null }) {
  const { t } = useTranslation('chains');
  const { data } = useQuery({
    queryKey: ['chain-preview', id, outcome],
    queryFn: ({ signal }) =>
      call('previewChain', { query: { case: id, outcome: outcome ?? undefined }, signal }),
    staleTime: 60_000,
    retry: false,
  });
  if (!data) return null;
  return (
    <div className={styles.agrees}>
      {data.steps.length === 0 ? (
        <span className={styles.quiet}>{t('agreesNobody')}</span>
      ) : (
        <>
          <span className={styles.quiet}>{t('agrees')}</span>
          <ChainSteps steps={data.steps} />
        </>
      )}
    </div>
  );
}
