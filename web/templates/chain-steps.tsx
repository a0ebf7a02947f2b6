import { useTranslation } from 'react-i18next';
import type { ApprovalChain } from '../../contract/approval-chains.ts';
import styles from './templates-page.module.css';

/** «Руководитель органа, 4 рабочих часа → Иванова, 1 рабочий день»; whoever is away is said to be. */
export function ChainSteps({ steps }: { steps: ApprovalChain['steps'] }) {
  const { t } = useTranslation(['chains', 'shell', 'norms']);
  return (
    <ol className={styles.chain}>
      {steps.map((step, at) => (
        <li key={at}>
          <span>{step.personName ?? t(`shell:role.${step.role}`)}</span>
          <small>
            {[
              step.person && t(`shell:role.${step.role}`),
              t(`norms:unit.${step.term.unit}`, { count: step.term.amount }),
              step.person && !step.personThere && t('away'),
            ]
              .filter(Boolean)
              .join(', ')}
          </small>
        </li>
      ))}
    </ol>
  );
}
