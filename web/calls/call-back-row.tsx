import { Button } from '@gravity-ui/uikit';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CallBack, CallBackResult } from '../../contract/calls.ts';
import { spellPhone } from '../../contract/phone.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './calls-page.module.css';

interface CallBackRowProps {
  row: CallBack;
  triesMax: number;
  /** Taken by whoever looks. */
  own: boolean;
  mayCall: boolean;
  busy: boolean;
  onAct: (result: CallBackResult | 'take') => void;
}

/** One number: how often and when it called, whose it is now, and what can be said of it. */
export function CallBackRow({ row, triesMax, own, mayCall, busy, onAct }: CallBackRowProps) {
  const { t } = useTranslation(['calls', 'vocabulary']);
  const format = useFormat();
  const open = row.closedAt === null;
  const later = open && Date.parse(row.dueAt) > format.now.getTime();
  const standing = row.closedAt
    ? [row.closedHow && t(`how.${row.closedHow}`), format.moment(row.closedAt), row.takenByName]
    : [
        row.takenBy && t('taken', { name: row.takenByName ?? row.takenBy }),
        !row.takenBy && later && t('later', { when: format.moment(row.dueAt) }),
        row.tries > 0 && t('tries', { n: row.tries + 1, max: triesMax }),
      ];
  const press = (result: CallBackResult | 'take', view: 'action' | 'outlined' | 'flat') => (
    <Button key={result} view={view} disabled={busy} onClick={() => onAct(result)}>
      {t(`act.${result}`)}
    </Button>
  );
  return (
    <li data-later={later || undefined}>
      <span className={styles.phone}>
        {row.phone === null ? (
          <span className={styles.quiet}>{t('erased')}</span>
        ) : row.masked ? (
          row.phone
        ) : (
          <a href={`tel:${row.phone}`}>{spellPhone(row.phone)}</a>
        )}
      </span>
      <span>
        {t('missed', { count: row.missed })}, {t('last', { when: format.moment(row.lastMissedAt) })}
        {' · '}
        {t(`vocabulary:channel.${row.channel}`)}
        <small>{standing.filter(Boolean).join(' · ')}</small>
      </span>
      {mayCall && (
        <span className={styles.acts}>
          {open && !own && press('take', 'outlined')}
          {open && own && (
            <>
              {press('talked', 'action')}
              {press('no_answer', 'outlined')}
              {press('not_needed', 'flat')}
              {press('put_back', 'flat')}
              <Link
                to="/new"
                search={row.channel === 'call122' ? { channel: 'call122' } : {}}
                target="_blank"
              >
                {t('act.record')}
              </Link>
            </>
          )}
          {!open && row.phone !== null && press('reopen', 'flat')}
        </span>
      )}
    </li>
  );
}
