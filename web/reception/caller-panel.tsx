import { Button } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { normalisePhone } from '../../contract/phone.ts';
import { call } from '../api/client.ts';
import { useRegistry } from '../api/registry.ts';
import { StatusMark } from '../appeals/parts/status-mark.tsx';
import { useFormat } from '../format/use-format.ts';
import styles from './reception.module.css';

interface CallerPanelProps {
  phone: string;
  name: string;
  onName: (name: string) => void;
}

/** Who calls: asked as soon as the number is whole, once a number. Each reading stands in the journal. */
export function CallerPanel({ phone, name, onName }: CallerPanelProps) {
  const { t } = useTranslation('reception');
  const registry = useRegistry();
  const format = useFormat();
  const whole = normalisePhone(phone);
  const query = useQuery({
    queryKey: ['caller', whole],
    queryFn: ({ signal }) => call('callerHistory', { body: { phone: whole! }, signal }),
    enabled: whole !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  if (whole === null || !query.data) return null;
  const { rows, name: known } = query.data;
  return (
    <section className={styles.panel}>
      <h2>{rows.length > 0 ? t('caller.title', { phone: whole }) : t('caller.first')}</h2>
      {known && known !== name && (
        <Button size="s" view="outlined" onClick={() => onName(known)}>
          {t('caller.take', { name: known })}
        </Button>
      )}
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.id}>
            <Link to="/appeals/$id" params={{ id: row.id }} target="_blank">
              {row.number}
            </Link>{' '}
            <StatusMark status={row.status} />{' '}
            <span className={styles.quiet}>{format.moment(row.filedAt)}</span>
            <div className={styles.excerpt}>{registry.topicName(row.topic) || row.excerpt}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}
