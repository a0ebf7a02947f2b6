import type { Map as GlMap } from 'maplibre-gl';
import { type ComponentProps, useCallback, useState } from 'react';
import { Bars } from '../layout/bars.tsx';
import styles from './heat-map-page.module.css';
import { PointLegend } from './point-legend.tsx';
import { RegionMap } from './region-map.tsx';
import { ScaleLegend } from './scale-legend.tsx';
import type { Near } from './use-near.ts';
import { useWords } from './use-words.ts';

type MapPaneProps = Omit<ComponentProps<typeof RegionMap>, 'boundaries' | 'onNear' | 'onMap'> & {
  boundaries: ComponentProps<typeof RegionMap>['boundaries'] | undefined;
  /** Told the map and what is on it, for taking its picture. */
  onShown: (shown: { map: GlMap | null; near: Near | null }) => void;
};

/** The map with the legend of what it shows at this moment. */
export function MapPane({ boundaries, onShown, ...props }: MapPaneProps) {
  const { t, number } = useWords();
  const [near, setNear] = useState<Near | null>(null);
  const [map, setMap] = useState<GlMap | null>(null);
  const onNear = useCallback(
    (next: Near) => {
      setNear(next);
      onShown({ map, near: next });
    },
    [map, onShown],
  );
  const onMap = useCallback(
    (next: GlMap | null) => {
      setMap(next);
      onShown({ map: next, near: null });
    },
    [onShown],
  );
  if (!boundaries)
    return (
      <div className={styles.pane}>
        <Bars rows={9} height={40} />
      </div>
    );
  const notes: string[] = [];
  if (near?.hexagons) {
    if (props.view.measure === 'rate') notes.push(t('near.noRate'));
    if (near.hexagons.withoutPoint > 0)
      notes.push(t('near.withoutPoint', { n: number(near.hexagons.withoutPoint) }));
  }
  if (near?.layer === 'hexagons' && props.view.layer === 'points') notes.push(t('near.closer'));
  if (near?.points) {
    const { points, total } = near.points;
    // A mark of joined cases stands for all of them.
    const shown = points.reduce((sum, { joined }) => sum + joined, 0);
    notes.push(
      total > shown
        ? t('near.newest', { n: number(shown), of: number(total) })
        : t('near.all', { n: number(total) }),
    );
  }
  return (
    <div className={styles.pane}>
      <div className={styles.grow}>
        <RegionMap boundaries={boundaries} {...props} onNear={onNear} onMap={onMap} />
      </div>
      {near?.layer === 'hexagons' && near.scale ? (
        <ScaleLegend scale={near.scale} of="hexagon" />
      ) : near?.layer === 'points' ? (
        <PointLegend />
      ) : (
        props.scale && <ScaleLegend scale={props.scale} of="municipality" />
      )}
      {notes.length > 0 && <p className={styles.note}>{notes.join(' · ')}</p>}
    </div>
  );
}
