import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Boundaries, Point } from '../../contract/index.ts';
import { boundariesQuery } from '../api/boundaries.ts';
import { boxOf, polygonsOf } from './geometry.ts';
import styles from './place-map.module.css';

export interface PlaceMapProps {
  point: Point | null;
  /** Code of the municipality, for a place known only roughly. */
  municipality: string | null;
}

const [WIDTH, HEIGHT, MARGIN] = [320, 180, 14];

/** Small static map of one place: an SVG of the municipality among its neighbours, no WebGL, prints sharp. */
export function PlaceMap({ point, municipality }: PlaceMapProps) {
  const { t } = useTranslation('map');
  const { data: boundaries } = useQuery(boundariesQuery);
  const drawing = useMemo(
    () => (boundaries ? draw(boundaries, point, municipality) : null),
    [boundaries, point, municipality],
  );
  const name = boundaries?.features.find((feature) => feature.properties.code === municipality)?.properties
    .name;
  return (
    <figure className={styles.figure}>
      <svg
        className={styles.map}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('place.label', { where: name ?? t('place.unknown') })}
      >
        {drawing?.areas.map((area) => (
          <path
            key={area.code}
            d={area.path}
            className={area.code === municipality ? styles.here : styles.land}
          />
        ))}
        {drawing?.mark && (
          <g transform={`translate(${drawing.mark[0]} ${drawing.mark[1]})`}>
            <path className={styles.pin} d="M0 0C-3-7-7-9-7-14a7 7 0 0 1 14 0C7-9 3-7 0 0Z" />
            <circle className={styles.eye} cy={-14} r={2.6} />
          </g>
        )}
      </svg>
      {boundaries && <figcaption>{boundaries.attribution}</figcaption>}
    </figure>
  );
}

/** Paths on the small canvas, framed by the municipality when it is known, else by the whole region. */
function draw(boundaries: Boundaries, point: Point | null, municipality: string | null) {
  const own = boundaries.features.filter((feature) => feature.properties.code === municipality);
  const box = boxOf(own.length > 0 ? own : boundaries.features);
  if (!box) return null;
  const [west, south, east, north] = box;
  // One degree of longitude is shorter than one of latitude by the cosine of the latitude.
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (WIDTH - 2 * MARGIN) / ((east - west) * squeeze || 1),
    (HEIGHT - 2 * MARGIN) / (north - south || 1),
  );
  const middle = [(west + east) / 2, (south + north) / 2] as const;
  const at = (lon: number, lat: number): [number, number] => [
    round(WIDTH / 2 + (lon - middle[0]) * squeeze * scale),
    round(HEIGHT / 2 - (lat - middle[1]) * scale),
  ];
  const areas = boundaries.features.map((feature) => ({
    code: feature.properties.code,
    path: polygonsOf(feature)
      .flatMap((rings) =>
        rings.map((ring) => `M${ring.map(([lon, lat]) => at(lon, lat).join(' ')).join('L')}Z`),
      )
      .join(''),
  }));
  return { areas, mark: point ? at(point[1], point[0]) : null };
}

const round = (value: number) => Math.round(value * 10) / 10;
