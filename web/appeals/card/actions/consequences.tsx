import { useTranslation } from 'react-i18next';
import type { AppealCard } from '../../../../contract/appeals.ts';
import type { ActionName } from '../../../../contract/casework.ts';
import { useRegistry } from '../../../api/registry.ts';
import { useFormat } from '../../../format/use-format.ts';
import type { FormValues } from './action-forms.ts';
import styles from './actions.module.css';

/** So many hops mean that nobody feels responsible: a person of the centre decides. */
const HOPS_TO_CURATOR = 3;

/** What the action will do, before it is done: the consequences of the table of the path in the words of this case. */
export function Consequences({
  card,
  action,
  values,
}: {
  card: AppealCard;
  action: ActionName;
  values: FormValues;
}) {
  const { t } = useTranslation('casework');
  const registry = useRegistry();
  const format = useFormat();
  const follows = card.life.actions.find((offered) => offered.action === action)?.follows ?? [];
  const until = values.until ? format.longDay(values.until) : '…';
  const organisation = registry.organisationName(values.organisation) || '…';
  const third = follows.includes('third_hop_to_curator') && card.life.hops + 1 >= HOPS_TO_CURATOR;
  const lines: string[] = [];
  if (third) lines.push(t('follows.third_hop_to_curator'));
  else if (follows.includes('hop_counted')) lines.push(t('follows.hop_counted', { n: card.life.hops + 1 }));
  if (follows.includes('terms_stand_still')) lines.push(t('follows.terms_stand_still', { until }));
  if (follows.includes('promise_watched') && values.until)
    lines.push(t('follows.promise_watched', { until }));
  for (const name of ['approval_asked', 'goes_to_another_person', 'rating_asked', 'followers_answered'])
    if (follows.includes(name) && (name !== 'followers_answered' || action !== 'approve'))
      lines.push(t(`follows.${name}`));
  if (follows.includes('terms_counted_anew') && !follows.includes('terms_stand_still'))
    lines.push(t(`follows.terms.${action}`, { defaultValue: t('follows.terms_counted_anew'), until }));
  const asked = card.life.extensions.find((extension) => extension.state === 'asked');
  if (follows.includes('resident_told') && !third)
    lines.push(
      t(`tells.${action}`, {
        defaultValue: t('tells.other'),
        organisation,
        outside: values.outside || '…',
        until,
        reason: values.reason || '…',
        count: asked?.days ?? 0,
      }),
    );
  if (lines.length === 0) return null;
  return (
    <section className={styles.follows} aria-live="polite">
      <h3>{t('follows.title')}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
