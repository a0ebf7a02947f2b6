import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/client.ts';
import { describeError } from '../../../api/problem-error.ts';
import { useRegistry } from '../../../api/registry.ts';
import { useFormat } from '../../../format/use-format.ts';
import { Bars } from '../../../layout/bars.tsx';
import styles from './actions.module.css';

/** People of the body with what speaks for and against each: knows the topic, how much is in hand, away, answered it before. */
export function PersonChoice({
  caseId,
  value,
  onChange,
}: {
  caseId: string;
  value: string;
  onChange: (login: string) => void;
}) {
  const { t } = useTranslation(['casework', 'shell']);
  const registry = useRegistry();
  const format = useFormat();
  const query = useQuery({
    queryKey: ['colleagues', caseId],
    queryFn: ({ signal }) => call('colleagues', { params: { id: caseId }, signal }),
  });
  if (query.isPending) return <Bars rows={4} height={40} />;
  if (!query.data) return <p role="alert">{describeError(query.error).detail}</p>;
  if (query.data.rows.length === 0) return <p>{t('person.nobody')}</p>;
  return (
    <div className={styles.people} role="radiogroup" aria-label={t('field.person')}>
      {query.data.rows.map((person) => (
        <label key={person.login} data-chosen={person.login === value || undefined}>
          <input
            type="radio"
            name="person"
            value={person.login}
            checked={person.login === value}
            disabled={person.closer}
            onChange={() => onChange(person.login)}
          />
          <span>
            {person.name}
            <small>
              {[
                t(`shell:role.${person.role}`),
                registry.organisation(person.organisation)?.shortName,
                person.skilled && t('person.skilled'),
                person.absentUntil && t('person.absent', { until: format.longDay(person.absentUntil) }),
                person.closer && t('person.closer'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          </span>
          <span className={styles.load}>{t('person.load', { count: person.load })}</span>
        </label>
      ))}
    </div>
  );
}
