import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/client.ts';
import { describeError } from '../../../api/problem-error.ts';
import { useFormat } from '../../../format/use-format.ts';
import { Bars } from '../../../layout/bars.tsx';
import styles from './actions.module.css';

/** People of the body with what speaks for and against each: least loaded, knows the topic, how much is in hand, away. */
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
  const format = useFormat();
  const query = useQuery({
    queryKey: ['assignees', caseId],
    queryFn: ({ signal }) => call('assignees', { params: { id: caseId }, signal }),
  });
  if (query.isPending) return <Bars rows={4} height={40} />;
  if (!query.data) return <p role="alert">{describeError(query.error).detail}</p>;
  if (query.data.rows.length === 0) return <p>{t('person.nobody')}</p>;
  const { byLoad, bySkill } = query.data;
  return (
    <div className={styles.people} role="radiogroup" aria-label={t('field.person')}>
      {query.data.rows.map((person) => (
        <label key={person.login} data-chosen={person.login === value || undefined}>
          <input
            type="radio"
            name="person"
            value={person.login}
            checked={person.login === value}
            onChange={() => onChange(person.login)}
          />
          <span>
            {person.name}
            <small>
              {[
                t(`shell:role.${person.role}`),
                person.skilled && t('person.skilled'),
                person.experience > 0 && t('person.experience', { count: person.experience }),
                person.absentUntil && t('person.absent', { until: format.longDay(person.absentUntil) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
            {(person.login === byLoad || person.login === bySkill) && (
              <em className={styles.advice}>
                {t(person.login === byLoad ? 'person.leastLoaded' : 'person.mostSkilled')}
              </em>
            )}
          </span>
          <span className={styles.load}>
            {t('person.load', { count: person.load })}
            {person.overdue > 0 && <em>{t('person.overdue', { count: person.overdue })}</em>}
          </span>
        </label>
      ))}
    </div>
  );
}
