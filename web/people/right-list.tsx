import { Button } from '@gravity-ui/uikit';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.ts';
import { Notice } from '../layout/notice.tsx';
import { inForce } from './find-people.ts';
import styles from './people.module.css';

interface Right {
  id: string;
  from: string;
  to: string | null;
}

interface RightListProps<R extends Right> {
  rows: readonly R[];
  describe: (row: R) => { who: string; what: string; by?: string };
  empty: { title: string; detail: string };
  busy: boolean;
  onEnd: (row: R) => void;
  children?: ReactNode;
}

/** Rights lent for a time: those in force or to come with a button to end them, those past as history. */
export function RightList<R extends Right>({
  rows,
  describe,
  empty,
  busy,
  onEnd,
  children,
}: RightListProps<R>) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const [asked, setAsked] = useState<string | null>(null);
  const past = rows.filter((row) => row.to !== null && row.to < format.today);
  const current = rows.filter((row) => !past.includes(row));
  const line = (row: R, live: boolean) => {
    const { who, what, by } = describe(row);
    return (
      <li key={row.id}>
        <div>
          <b>{who}</b>
          <span>{what}</span>
          <small>
            {[
              t('since', { day: format.longDay(row.from) }),
              row.to ? t('until', { day: format.longDay(row.to) }) : t('noEnd'),
              live && !inForce(row, format.today) && t('notYet'),
              by && t('grantedBy', { who: by }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </small>
        </div>
        {live &&
          (asked === row.id ? (
            <span className={styles.sure}>
              <Button
                view="outlined-danger"
                loading={busy}
                onClick={() => {
                  setAsked(null);
                  onEnd(row);
                }}
              >
                {t('endSure')}
              </Button>
              <Button view="flat" onClick={() => setAsked(null)}>
                {t('keep')}
              </Button>
            </span>
          ) : (
            <Button onClick={() => setAsked(row.id)}>{t('end')}</Button>
          ))}
      </li>
    );
  };
  return (
    <>
      {children}
      {current.length === 0 ? (
        <Notice role="status" title={empty.title}>
          {empty.detail}
        </Notice>
      ) : (
        <ul className={styles.rights}>{current.map((row) => line(row, true))}</ul>
      )}
      {past.length > 0 && (
        <details className={styles.past}>
          <summary>{t('past', { count: past.length, number: format.number(past.length) })}</summary>
          <ul className={styles.rights}>{past.map((row) => line(row, false))}</ul>
        </details>
      )}
    </>
  );
}
