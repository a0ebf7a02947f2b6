import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveState } from '../api/live.ts';
import styles from './heat-map-page.module.css';

const FRESH_MS = 4_000;

/** «обновлено только что» for a few seconds after each renewal, otherwise quietly that the line is alive. */
export function LiveMark({ renewedAt }: { renewedAt: number | null }) {
  const { t } = useTranslation('map');
  const state = useLiveState();
  const [fresh, setFresh] = useState(false);
  useEffect(() => {
    if (renewedAt === null) return;
    setFresh(true);
    const timer = setTimeout(() => setFresh(false), FRESH_MS);
    return () => clearTimeout(timer);
  }, [renewedAt]);
  const key = state === 'connecting' ? 'connecting' : fresh ? 'now' : 'on';
  return (
    <span className={styles.live} data-state={key}>
      <i />
      {t(`live.${key}`)}
    </span>
  );
}
