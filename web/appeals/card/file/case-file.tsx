import type { AppealCard } from '../../../../contract/appeals.ts';
import { CaseTransfer } from '../../../exchange/case-transfer.tsx';
import { Bars } from '../../../layout/bars.tsx';
import { ProblemNotice } from '../../../layout/problem-notice.tsx';
import { Attachments } from './attachments.tsx';
import styles from './file.module.css';
import { Links } from './links.tsx';
import { Notes } from './notes.tsx';
import { Parts } from './parts.tsx';
import { Readers } from './readers.tsx';
import { useCaseFile } from './use-case-file.ts';

/** Everything colleagues keep beside a case; for those who may act on cases. */
export function CaseFileBlock({ card }: { card: AppealCard }) {
  const { data, error, isPending, refetch } = useCaseFile(card.id);
  if (isPending) return <Bars rows={4} height={24} />;
  if (!data) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  return (
    <div className={styles.file}>
      <div>
        <Notes id={card.id} notes={data.notes} />
        <Parts card={card} parts={data.parts} />
      </div>
      <div>
        <Attachments card={card} files={data.attachments} />
        <Links card={card} links={data.links} />
        <CaseTransfer card={card} />
        <Readers readers={data.readers} />
      </div>
    </div>
  );
}
