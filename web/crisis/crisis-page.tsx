import { Display, Printer } from '@gravity-ui/icons';
import { Button, Dialog, Icon } from '@gravity-ui/uikit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { CrisisBoard } from '../../contract/crisis.ts';
import { call } from '../api/client.ts';
import { describeError } from '../api/problem-error.ts';
import { useRegistry } from '../api/registry.ts';
import { useMay, useSession } from '../api/session.ts';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { useKey } from '../palette/use-key.ts';
import styles from './crisis.module.css';
import { CrisisFigures } from './crisis-figures.tsx';
import { PlacesTable, TopicsTable } from './crisis-tables.tsx';
import { HoursChart } from './hours-chart.tsx';
import { MassAnswerDialog } from './mass-answer-dialog.tsx';
import { crisisQuery, filterOf, useCrisis, useFreshNames } from './use-crises.ts';
import { useCrisisWords } from './use-crisis-words.ts';

/** One crisis: how much, by the hour against the usual, of what, where; for a desk, a wall, a phone and a sheet of A4. */
export function CrisisPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useCrisis(id);
  const { search, change } = useAddressSearch();
  const wall = search.wall === '1';
  useKey('Escape', () => change({ wall: undefined }), { enabled: wall });
  return (
    <div className={styles.page} data-wall={wall || undefined}>
      {query.isPending ? (
        <Bars rows={12} />
      ) : query.data ? (
        <Board board={query.data} wall={wall} onWall={(on) => change({ wall: on ? '1' : undefined })} />
      ) : (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      )}
    </div>
  );
}

interface BoardProps {
  board: CrisisBoard;
  wall: boolean;
  onWall: (on: boolean) => void;
}

function Board({ board, wall, onWall }: BoardProps) {
  const { t, when, topics, places } = useCrisisWords();
  const registry = useRegistry();
  const { full, now } = useFormat();
  const session = useSession();
  const mayManage = useMay('crisis.manage');
  const mayRead = useMay('appeals.read');
  const mayAnswer = useMay('cases.act') && session?.organisation != null;
  const [dialog, setDialog] = useState<'answer' | 'end' | null>(null);
  useFreshNames([board]);
  const running = board.to === null;
  const filter = filterOf(board);
  return (
    <>
      <header className={styles.head}>
        <div>
          <h1>{board.title}</h1>
          <p>
            <span className={styles.state} data-running={running || undefined}>
              {t(running ? 'state.running' : 'state.over')}
            </span>{' '}
            {when(board)} ·{' '}
            <span title={board.topics.map(registry.topicPath).join('\n')}>{topics(board)}</span> ·{' '}
            <span title={board.municipalities?.map(registry.municipalityName).join('\n')}>
              {places(board)}
            </span>
          </p>
          {board.note && <p className={styles.note}>{board.note}</p>}
          <p className={styles.printed}>{t('printed', { when: full(now.toISOString()) })}</p>
        </div>
        <div className={styles.tools}>
          {mayAnswer && running && (
            <Button view="action" onClick={() => setDialog('answer')}>
              {t('answer.open')}
            </Button>
          )}
          {mayManage && running && (
            <Button view="outlined" onClick={() => setDialog('end')}>
              {t('end.open')}
            </Button>
          )}
          <Button onClick={() => onWall(true)} className={styles.wallButton}>
            <Icon data={Display} size={16} />
            {t('wall')}
          </Button>
          <Button onClick={() => window.print()}>
            <Icon data={Printer} size={16} />
            {t('print')}
          </Button>
        </div>
      </header>
      {wall && (
        <button type="button" className={styles.leave} onClick={() => onWall(false)}>
          {t('leaveWall')}
        </button>
      )}
      <CrisisFigures board={board} filter={mayRead ? filter : null} />
      <section>
        <h2>{t('hours')}</h2>
        <HoursChart hours={board.hours} label={t('hours')} />
      </section>
      <p className={styles.links}>
        {mayRead && (
          <Link to="/appeals" search={filter}>
            {t('openCases')}
          </Link>
        )}
        <Link to="/map" search={filter}>
          {t('openMap')}
        </Link>
      </p>
      <div className={styles.pair}>
        <TopicsTable rows={board.byTopic} filter={mayRead ? filter : null} />
        <PlacesTable rows={board.byMunicipality} filter={mayRead ? filter : null} />
      </div>
      {dialog === 'answer' && <MassAnswerDialog crisis={board} onClose={() => setDialog(null)} />}
      {dialog === 'end' && <EndDialog board={board} onClose={() => setDialog(null)} />}
    </>
  );
}

/** Asks once more: what ends, and what stays. */
function EndDialog({ board, onClose }: { board: CrisisBoard; onClose: () => void }) {
  const { t } = useCrisisWords();
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => call('endCrisis', { params: { id: board.id } }),
    onSuccess: onClose,
    // Somebody else may have ended it meanwhile: the board tells.
    onSettled: () => client.invalidateQueries({ queryKey: crisisQuery(board.id).queryKey.slice(0, 1) }),
  });
  return (
    <Dialog open onClose={onClose} size="s" aria-labelledby="end-crisis" disableHeightTransition>
      <Dialog.Header caption={t('end.title')} id="end-crisis" />
      <Dialog.Body>
        <p className={styles.plain}>{t('end.detail', { title: board.title })}</p>
        {end.error && (
          <p className={styles.error} role="alert">
            {describeError(end.error).detail ?? describeError(end.error).title}
          </p>
        )}
      </Dialog.Body>
      <Dialog.Footer
        textButtonApply={t('end.apply')}
        textButtonCancel={t('shell:cancel')}
        onClickButtonApply={() => end.mutate()}
        onClickButtonCancel={onClose}
        loading={end.isPending}
      />
    </Dialog>
  );
}
