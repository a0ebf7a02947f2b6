import { Button } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import type { AppealFilterQuery } from '../../contract/index.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './control-page.module.css';

type Choice = AppealFilterQuery['pilot'];

/** «В пробном режиме 12 дел: не считаются», and the way to count them; not there where there was no trial run. */
export function PilotNote({
  count,
  value,
  onChange,
}: {
  count: number;
  value: Choice;
  onChange: (value: Choice) => void;
}) {
  const { t } = useTranslation('control');
  const format = useFormat();
  if (count === 0) return null;
  const apart = value === undefined || value === 'without';
  return (
    <p className={styles.pilot} role="note">
      {apart
        ? t('pilot.apart', { count, number: format.number(count) })
        : t(value === 'with' ? 'pilot.counted' : 'pilot.onlyThem')}{' '}
      {apart ? (
        <>
          <Button size="s" view="outlined" onClick={() => onChange('with')}>
            {t('pilot.with')}
          </Button>{' '}
          <Button size="s" view="outlined" onClick={() => onChange('only')}>
            {t('pilot.only')}
          </Button>
        </>
      ) : (
        <Button size="s" view="outlined" onClick={() => onChange(undefined)}>
          {t('pilot.without')}
        </Button>
      )}
    </p>
  );
}
