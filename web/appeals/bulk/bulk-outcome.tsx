import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/use-format.ts';
import styles from './bulk.module.css';
import type { BulkOutcome } from './bulk-run.ts';

const SHOWN = 50;

/** What became of each: how many were done; those refused by reason, with their numbers to open. */
export function BulkOutcomeView({ outcome }: { outcome: BulkOutcome }) {
  const { t } = useTranslation('bulk');
  const format = useFormat();
  const reasons = new Map<string, BulkOutcome['refused']>();
  for (const each of outcome.refused) reasons.set(each.why, [...(reasons.get(each.why) ?? []), each]);
  return (
    <div className={styles.forecast}>
      <p role="status">
        <strong>{t('done', { count: outcome.done, number: format.number(outcome.done) })}</strong>
      </p>
      {outcome.untried > 0 && (
        <p className={styles.refusal}>
          {t('untried', { count: outcome.untried, number: format.number(outcome.untried) })}
        </p>
      )}
      {[...reasons].map(([why, cases]) => (
        <details key={why} open={reasons.size === 1}>
          <summary>
            {why} <b>{format.number(cases.length)}</b>
          </summary>
          <div className={styles.numbers}>
            {cases.slice(0, SHOWN).map((each) => (
              <Link key={each.id} to="/appeals/$id" params={{ id: each.id }} target="_blank">
                {each.number}
              </Link>
            ))}
            {cases.length > SHOWN && (
              <span className={styles.quiet}>
                {t('andMore', { number: format.number(cases.length - SHOWN) })}
              </span>
            )}
          </div>
        </details>
      ))}
    </div>
  );
}
