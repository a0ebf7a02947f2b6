import { Button, TextInput } from '@gravity-ui/uikit';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NormChange } from '../../contract/norms.ts';
import { useRegistry } from '../api/registry.ts';
import { NormDialog } from './norm-dialog.tsx';
import styles from './norms.module.css';

const DAYS_MAX = 365;

/** How many days a topic gives; empty means that only the policy counts. */
export function TopicNormDialog({
  topic,
  days,
  onClose,
}: {
  topic: string;
  days: number | null;
  onClose: () => void;
}) {
  const { t } = useTranslation('norms');
  const registry = useRegistry();
  const [typed, setTyped] = useState(days === null ? '' : String(days));
  const value = typed.trim() === '' ? null : Number(typed);
  const wrong = value !== null && !(Number.isInteger(value) && value >= 1 && value <= DAYS_MAX);
  const change = useMemo<NormChange | null>(
    () => (wrong || value === days ? null : { of: 'topic', topic, days: value }),
    [wrong, value, days, topic],
  );
  return (
    <NormDialog title={registry.topicName(topic)} change={change} onClose={onClose}>
      <p className={styles.quiet}>{registry.topicPath(registry.topic(topic)?.parent)}</p>
      <div className={styles.field}>
        <label htmlFor="norm-days">{t('topic.days')}</label>
        <div className={styles.row}>
          <TextInput
            id="norm-days"
            type="number"
            autoFocus
            className={styles.days}
            value={typed}
            onUpdate={setTyped}
            placeholder="—"
            validationState={wrong ? 'invalid' : undefined}
            errorMessage={wrong ? t('topic.wrong', { max: DAYS_MAX }) : undefined}
            controlProps={{ min: 1, max: DAYS_MAX }}
          />
          <Button view="flat" disabled={typed === ''} onClick={() => setTyped('')}>
            {t('topic.remove')}
          </Button>
        </div>
        <small>{t('topic.about')}</small>
      </div>
    </NormDialog>
  );
}
