import { Select } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import type { AddressSearch } from '../filters/address.ts';
import { addDays, type DayRange, lengthDays } from '../filters/period.ts';
import styles from './heat-map-page.module.css';
import type { MapView } from './map-view.ts';

const YEAR_DAYS = 364;

/** The same weekdays a year before. */
const yearBefore = ({ from, to }: DayRange): DayRange => ({
  from: addDays(from, -YEAR_DAYS),
  to: addDays(to, -YEAR_DAYS),
});

/** With what the period is compared: as many days before, the same days a year ago, or any two dates. */
export function VersusControl({ view, change }: { view: MapView; change: (patch: AddressSearch) => void }) {
  const { t } = useTranslation(['map', 'filters']);
  const length = lengthDays(view.range);
  const before = { from: addDays(view.range.from, -length), to: addDays(view.range.from, -1) };
  const shown = view.versus ?? before;
  const year = yearBefore(view.range);
  const same = (a: DayRange, b: DayRange) => a.from === b.from && a.to === b.to;
  const kind = same(shown, before) ? 'before' : same(shown, year) ? 'year' : 'own';
  const set = ({ from, to }: DayRange) => change({ vsFrom: from, vsTo: to });
  return (
    <fieldset className={styles.versus}>
      <legend className="o-visually-hidden">{t('versus.label')}</legend>
      <Select
        size="m"
        width="auto"
        aria-label={t('versus.label')}
        value={[kind]}
        onUpdate={([next]) =>
          next === 'before'
            ? change({ vsFrom: undefined, vsTo: undefined })
            : set(next === 'year' ? year : shown)
        }
        options={(['before', 'year', 'own'] as const).map((value) => ({
          value,
          content: t(`versus.${value}`),
        }))}
      />
      {(['from', 'to'] as const).map((end) => (
        <label key={end}>
          <span className="o-visually-hidden">{t(`filters:period.${end}`)}</span>
          <input
            type="date"
            value={shown[end]}
            max={view.today}
            onChange={({ target: { value } }) => value && set({ ...shown, [end]: value })}
          />
        </label>
      ))}
    </fieldset>
  );
}
