import { useTranslation } from 'react-i18next';
import { useRegistry } from '../api/registry.ts';
import type { ShownPolicy, ShownStep } from './policy-shape.ts';

/** Terms and conditions of policies as sentences. */
export function useTermWords() {
  const { t } = useTranslation(['norms', 'vocabulary', 'appeals']);
  const registry = useRegistry();
  const amount = (step: ShownStep, count = step.amount) => t(`unit.${step.unit}`, { count });
  return {
    amount,
    stepName: (step: ShownStep) => t(`appeals:step.${step.step}`, { defaultValue: step.step }),
    /** «30 календарных дней с регистрации, можно продлить на 30; выпадает на выходной — накануне». */
    term: (step: ShownStep) =>
      [
        `${amount(step)} ${t(`from.${step.from}`)}`,
        step.extensionMax && t('extension', { amount: amount(step, step.extensionMax) }),
        step.unit === 'calendar_days' && step.lastDay !== 'as_is' && t(`lastDay.${step.lastDay}`),
      ]
        .filter(Boolean)
        .join('; '),
    /** For which cases the policy holds. */
    match: ({ match }: ShownPolicy) => {
      if (match === null) return t('match.preset');
      const said = [
        match.regime && t(`vocabulary:regime.${match.regime}`),
        match.channel && t(`vocabulary:channel.${match.channel}`),
        match.topic && registry.topicPath(match.topic.at(-1)),
        match.complexity && t(`complexity.${match.complexity}`),
        match.urgencyMin && t('match.urgency', { urgency: t(`vocabulary:urgency.${match.urgencyMin}`) }),
        match.organisation && registry.organisationName(match.organisation),
      ].filter(Boolean);
      return said.length > 0 ? said.join(' · ') : t('match.all');
    },
  };
}
