import { TextArea, TextInput } from '@gravity-ui/uikit';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NormChange } from '../../contract/norms.ts';
import { NormDialog } from './norm-dialog.tsx';
import styles from './norms.module.css';
import type { ShownPolicy, ShownStep } from './policy-shape.ts';
import { useTermWords } from './use-term-words.ts';

/** The terms of one policy and where each comes from; what it holds for stays as it is. */
export function PolicyDialog({ policy, onClose }: { policy: ShownPolicy; onClose: () => void }) {
  const { t } = useTranslation('norms');
  const words = useTermWords();
  const [steps, setSteps] = useState<readonly ShownStep[]>(policy.steps);
  const patch = (at: number, part: Partial<ShownStep>) =>
    setSteps(steps.map((step, each) => (each === at ? { ...step, ...part } : step)));
  const change = useMemo<NormChange | null>(() => {
    const wrong = steps.some(
      (step) => !Number.isInteger(step.amount) || step.amount < 1 || !step.source.trim(),
    );
    if (wrong || JSON.stringify(steps) === JSON.stringify(policy.steps)) return null;
    return { of: 'policy', policy: { ...policy, steps } };
  }, [steps, policy]);
  return (
    <NormDialog title={policy.title} change={change} onClose={onClose}>
      <p className={styles.quiet}>{words.match(policy)}</p>
      {steps.map((step, at) => {
        const id = `step-${at}`;
        return (
          <fieldset key={`${step.step} ${step.from}`} className={styles.step}>
            <legend>{words.stepName(step)}</legend>
            <div className={styles.row}>
              <label htmlFor={`${id}-amount`}>
                {t(`unitName.${step.unit}`)}, {t(`from.${step.from}`)}
                <TextInput
                  id={`${id}-amount`}
                  type="number"
                  className={styles.days}
                  value={Number.isNaN(step.amount) ? '' : String(step.amount)}
                  onUpdate={(text) => patch(at, { amount: Number.parseInt(text, 10) })}
                  validationState={step.amount >= 1 ? undefined : 'invalid'}
                  controlProps={{ min: 1 }}
                />
              </label>
              {step.step === 'final_answer' && (
                <label htmlFor={`${id}-extension`}>
                  {t('policy.extension')}
                  <TextInput
                    id={`${id}-extension`}
                    type="number"
                    className={styles.days}
                    placeholder="—"
                    value={step.extensionMax ? String(step.extensionMax) : ''}
                    onUpdate={(text) => patch(at, { extensionMax: Number.parseInt(text, 10) || undefined })}
                    controlProps={{ min: 1 }}
                  />
                </label>
              )}
            </div>
            <label htmlFor={`${id}-source`}>
              {t('policy.source')}
              <TextArea
                id={`${id}-source`}
                minRows={2}
                maxRows={6}
                value={step.source}
                onUpdate={(source) => patch(at, { source })}
                validationState={step.source.trim() ? undefined : 'invalid'}
              />
            </label>
          </fieldset>
        );
      })}
    </NormDialog>
  );
}
