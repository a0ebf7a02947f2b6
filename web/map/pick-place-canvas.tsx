import { type Map as GlMap, Marker } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Point } from '../../contract/index.ts';
import { labelPoint, municipalityAt } from './geometry.ts';
import { createLabels } from './map-labels.ts';
import { shortPlaceNames } from './matrix-model.ts';
import { openMap } from './open-map.ts';
import type { PickPlaceMapProps } from './pick-place-map.tsx';
import styles from './region-map.module.css';
import { useInks } from './use-inks.ts';

const CLOSE_ZOOM = 10;

/** Tap sets the mark; by keyboard the arrows move the map and Enter marks its middle. */
export function PickPlaceCanvas({ boundaries, point, onPoint, onOutside }: PickPlaceMapProps) {
  const { t } = useTranslation('map');
  const { inks, ground } = useInks();
  const host = useRef<HTMLDivElement>(null);
  const names = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<GlMap | null>(null);
  const pick = useRef<(point: Point) => void>(() => {});
  pick.current = (next) => {
    const municipality = municipalityAt(boundaries, next);
    if (municipality) onPoint(next, municipality.properties);
    else onOutside();
  };
  const label = t('place.keys');

  useEffect(() => {
    const opened = openMap(host.current!, boundaries, {
      ground: inks.ground,
      nothing: ground === 'dark' ? '#2a2e36' : '#eef1f5',
      line: ground === 'dark' ? '#555b66' : '#b9c0ca',
      accent: inks.accent,
    });
    opened.getCanvas().setAttribute('aria-label', label);
    opened.getCanvas().setAttribute('role', 'application');
    opened.on('click', (event) => pick.current([event.lngLat.lat, event.lngLat.lng]));
    opened.getCanvas().addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      const { lat, lng } = opened.getCenter();
      pick.current([lat, lng]);
    });
    opened.once('style.load', () => {
      const short = shortPlaceNames(boundaries.features.map((feature) => feature.properties.name));
      createLabels(opened, names.current!).show(
        boundaries.features.map((feature) => ({
          code: feature.properties.code,
          name: short.get(feature.properties.name) ?? feature.properties.name,
          value: '',
          at: labelPoint(feature),
          weight: 0,
          spike: false,
        })),
      );
      setMap(opened);
    });
    return () => {
      setMap(null);
      opened.remove();
      names.current?.replaceChildren();
    };
  }, [boundaries, inks, ground, label]);

  const [lat, lon] = point ?? [null, null];
  useEffect(() => {
    if (!map || lat === null || lon === null) return;
    const mark = new Marker({ color: inks.alarm }).setLngLat([lon, lat]).addTo(map);
    const seen = map.getBounds().contains([lon, lat]) && map.getZoom() >= CLOSE_ZOOM - 3;
    if (!seen) map.easeTo({ center: [lon, lat], zoom: Math.max(map.getZoom(), CLOSE_ZOOM), duration: 400 });
    return () => void mark.remove();
  }, [map, lat, lon, inks]);

  return (
    <div className={styles.map}>
      <div ref={host} className={styles.canvas} />
      <div ref={names} className={styles.names} aria-hidden />
      <div className={styles.attribution}>{boundaries.attribution}</div>
    </div>
  );
}
