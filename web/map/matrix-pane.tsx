import { Button } from '@gravity-ui/uikit';
import { useCallback } from 'react';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import type { Scale } from './colour-scale.ts';
import type { Inks } from './draw-matrix.ts';
import styles from './heat-map-page.module.css';
import { HeatMatrix } from './heat-matrix.tsx';
import type { Hover } from './hover.ts';
import type { MapView, Place } from './map-view.ts';
import type { MatrixModel, Sum } from './matrix-model.ts';
import { MatrixTable } from './matrix-table.tsx';
import { ScaleLegend } from './scale-legend.tsx';
import { useWords } from './use-words.ts';

interface MatrixPaneProps {
  view: MapView;
  model: MatrixModel | null;
  scale: Scale | null;
  inks: Inks;
  hover: Hover;
  flashes: readonly string[];
  /** Chosen cell; on the wall the row that is being shown. */
  place: Place | null;
  onPlace: (place: Place) => void;
  onOpenRow: (code: string) => void;
  onClear: () => void;
}

/** A wall is read from across the room. */
const WALL_ZOOM = 1.5;

/** Topics × municipalities: drawn, or as a table, or what to do when there is nothing. */
export function MatrixPane(props: MatrixPaneProps) {
  const { view, model, scale, onPlace, onOpenRow } = props;
  const { t, short } = useWords();
  const { period } = useFormat();
  const text = useCallback((sum: Sum) => short(view.measure, sum), [short, view.measure]);
  if (!model || !scale)
    return (
      <div className={styles.pane}>
        <Bars rows={12} height={28} />
      </div>
    );
  return (
    <div className={styles.pane}>
      <div className={styles.grow}>
        {model.rows.length === 0 ? (
          <Notice
            title={t('empty.title')}
            action={<Button onClick={props.onClear}>{t('empty.clear')}</Button>}
          >
            {t('empty.text')}
          </Notice>
        ) : view.table ? (
          <MatrixTable
            model={model}
            measure={view.measure}
            caption={t('tableCaption', { period: period(view.range.from, view.range.to) })}
            onPlace={onPlace}
            onOpenRow={onOpenRow}
          />
        ) : (
          <HeatMatrix
            model={model}
            scale={scale}
            inks={props.inks}
            text={text}
            totalName={t('total')}
            label={t('matrixLabel')}
            hover={props.hover}
            place={props.place}
            flashes={props.flashes}
            zoom={view.wall ? WALL_ZOOM : 1}
            onPlace={onPlace}
            onOpenRow={onOpenRow}
          />
        )}
      </div>
      <ScaleLegend scale={scale} of="cell" />
    </div>
  );
}
