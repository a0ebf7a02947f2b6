import { Button, Label } from '@gravity-ui/uikit';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import styles from './norms.module.css';
import { PolicyDialog } from './policy-dialog.tsx';
import type { ShownPolicy } from './policy-shape.ts';
import { useTermWords } from './use-term-words.ts';

/** Every policy with its steps in words and the act each comes from. */
export function PolicyList({ policies }: { policies: readonly { own: boolean; policy: ShownPolicy }[] }) {
  const { t } = useTranslation('norms');
  const words = useTermWords();
  const mayChange = useMay('norms.change');
  const [editing, setEditing] = useState<ShownPolicy | null>(null);
  const inOrder = policies.toSorted(
    (a, b) => Number(a.policy.match === null) - Number(b.policy.match === null),
  );
  return (
    <>
      <ul className={styles.policies}>
        {inOrder.map(({ own, policy }) => (
          <li key={policy.id}>
            <header>
              <div>
                <h2>
                  {policy.title} {own && <Label theme="info">{t('policy.own')}</Label>}
                </h2>
                <p className={styles.quiet}>{words.match(policy)}</p>
              </div>
              {mayChange && (
                <Button
                  onClick={() => setEditing(policy)}
                  aria-label={t('policy.changeOf', { title: policy.title })}
                >
                  {t('policy.change')}
                </Button>
              )}
            </header>
            <ol>
              {policy.steps.map((step) => (
                <li key={`${step.step} ${step.from}`}>
                  <b>{words.stepName(step)}:</b> {words.term(step)}
                  <small className={styles.law}>{step.source}</small>
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ul>
      {editing && <PolicyDialog policy={editing} onClose={() => setEditing(null)} />}
    </>
  );
}
