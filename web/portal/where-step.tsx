import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceSuggestions, Point } from '../../contract/index.ts';
import { boundariesQuery } from '../api/boundaries.ts';
import { call } from '../api/client.ts';
import { municipalityAt } from '../map/geometry.ts';
import { PickPlaceMap } from '../map/pick-place-map.tsx';
import type { Draft } from './draft.ts';
import { Field } from './field.tsx';
import styles from './portal.module.css';

interface WhereStepProps {
  draft: Draft;
  onChange: (patch: Partial<Draft>) => void;
}

type Suggestion = PlaceSuggestions['suggestions'][number];
const TYPING_MS = 300;

/** «Где?»: an address with suggestions, one's own position, or a point on the map; any of them, or none. */
export function WhereStep({ draft, onChange }: WhereStepProps) {
  const { t } = useTranslation(['portal', 'map']);
  const id = useId();
  const boundaries = useQuery(boundariesQuery).data;
  const [mapOpen, setMapOpen] = useState(draft.point !== null);
  const [note, setNote] = useState<string | null>(null);
  const [looking, setLooking] = useState(false);
  const suggestions = useSuggestions(draft.municipality === null ? draft.address : '');

  const setPoint = (point: Point, municipality: { code: string; name: string }) => {
    setNote(null);
    onChange({ point, municipality: municipality.code, placeName: municipality.name });
  };
  const choose = (found: Suggestion) => {
    setNote(null);
    onChange({
      municipality: found.municipality,
      placeName: placeName(found),
      // The words of the person stay: «ул. Ленина, 5» says more than the settlement's centre, which is no exact point.
      address: draft.address,
    });
  };
  const locate = () => {
    if (!navigator.geolocation) return setNote(t('map:place.denied'));
    setLooking(true);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setLooking(false);
        const point: Point = [coords.latitude, coords.longitude];
        const inside = boundaries && municipalityAt(boundaries, point);
        if (!inside) return setNote(t('map:place.outside'));
        setPoint(point, inside.properties);
        setMapOpen(true);
      },
      () => {
        setLooking(false);
        setNote(t('map:place.denied'));
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    );
  };
  return (
    <>
      <Field id={id} label={t('where.label')} hint={t('where.hint')}>
        {(field) => (
          <input
            {...field}
            className={styles.input}
            value={draft.address}
            maxLength={500}
            autoComplete="street-address"
            onChange={(event) =>
              onChange({
                address: event.target.value,
                // Another address: what was understood of the old one no longer holds, a point on the map does.
                ...(draft.point ? {} : { municipality: null, placeName: '' }),
              })
            }
          />
        )}
      </Field>
      <div aria-live="polite">
        {draft.municipality === null && suggestions.length > 0 && (
          <ul className={styles.suggestions} aria-label={t('where.suggestions')}>
            {suggestions.map((found) => (
              <li key={placeName(found)}>
                <button type="button" onClick={() => choose(found)}>
                  {placeName(found)}
                </button>
              </li>
            ))}
          </ul>
        )}
        {draft.municipality !== null && (
          <p className={styles.chosen}>
            <span>{t(draft.point ? 'where.marked' : 'where.understood', { where: draft.placeName })}</span>
            <button
              type="button"
              className={styles.link}
              onClick={() => onChange({ municipality: null, placeName: '', point: null })}
            >
              {t('where.change')}
            </button>
          </p>
        )}
      </div>
      <div className={styles.row}>
        <button type="button" className={styles.secondary} onClick={locate} disabled={looking}>
          {looking ? t('map:place.looking') : t('map:place.here')}
        </button>
        {!mapOpen && (
          <button type="button" className={styles.secondary} onClick={() => setMapOpen(true)}>
            {t('where.openMap')}
          </button>
        )}
      </div>
      <p className={styles.error} role="alert">
        {note}
      </p>
      {mapOpen && boundaries && (
        <>
          <p className={styles.hint}>{t('map:place.tap')}</p>
          <div className={styles.mapBox}>
            <PickPlaceMap
              boundaries={boundaries}
              point={draft.point}
              onPoint={setPoint}
              onOutside={() => setNote(t('map:place.outside'))}
            />
          </div>
        </>
      )}
    </>
  );
}

const placeName = ({ settlement, name }: Suggestion) =>
  settlement && settlement !== name ? `${settlement}, ${name}` : name;

/** Suggestions for what is being typed, asked when the typing pauses. */
function useSuggestions(address: string): Suggestion[] {
  const [asked, setAsked] = useState(address);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(address), TYPING_MS);
    return () => clearTimeout(timer);
  }, [address]);
  const q = asked.trim();
  const { data } = useQuery({
    queryKey: ['place', q],
    queryFn: ({ signal }) => call('findPlace', { query: { q }, signal }),
    enabled: q.length >= 3,
    staleTime: 5 * 60_000,
  });
  if (address.trim().length < 3 || !data) return [];
  // «Новосибирск, Новосибирск» is one place: the town that is its own municipality.
  const shown = new Map(data.suggestions.map((each) => [placeName(each), each]));
  return [...shown.values()].slice(0, 5);
}
