import { Link } from '@tanstack/react-router';
import type { CrisisBoard } from '../../contract/crisis.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './crisis.module.css';
import { useCrisisWords } from './use-crisis-words.ts';

interface CrisisFiguresProps {
  board: CrisisBoard;
  /** Of the list behind the numbers; null when this reader may not open cases. */
  filter: Record<string, string> | null;
}

/** The figures that are read from the other end of a room. */
export function CrisisFigures({ board, filter }: CrisisFiguresProps) {
  const { t, when } = useCrisisWords();
  const { number, share } = useFormat();
  const { accepted, closed, overdue, waitingTriage, authors, hours } = board;
  const lastDay = hours.slice(-24);
  const came = lastDay.reduce((sum, { count }) => sum + count, 0);
  const known = lastDay.every((each) => each.usual !== null);
  const usual = lastDay.reduce((sum, each) => sum + (each.usual ?? 0), 0);
  const figures: {
    name: string;
    value: string;
    beside?: string;
    late?: boolean;
    search?: Record<string, string>;
  }[] = [
    { name: t('figure.accepted'), value: number(accepted), beside: when(board), search: {} },
    {
      name: t('figure.lastDay'),
      value: number(came),
      beside: known ? t('figure.usual', { n: number(usual, usual < 10 ? 1 : 0) }) : undefined,
    },
    {
      name: t('figure.inWork'),
      value: number(accepted - closed),
      beside: accepted > 0 ? t('figure.closed', { share: share(closed / accepted) }) : undefined,
    },
    {
      name: t('figure.overdue'),
      value: number(overdue),
      late: overdue > 0,
      beside: overdue > 0 ? share(overdue / accepted) : undefined,
      search: { overdue: '1' },
    },
    { name: t('figure.waitingTriage'), value: number(waitingTriage), search: { triage: 'queue' } },
    { name: t('figure.authors'), value: number(authors) },
  ];
  return (
    <dl className={styles.figures} aria-live="off">
      {figures.map(({ name, value, beside, late, search }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd data-late={late || undefined}>
            {filter && search ? (
              <Link to="/appeals" search={{ ...filter, ...search }}>
                {value}
              </Link>
            ) : (
              value
            )}
          </dd>
          {beside && <small>{beside}</small>}
        </div>
      ))}
    </dl>
  );
}
