import { isSpike } from './change.ts';
import styles from './heat-matrix.module.css';
import type { Place } from './map-view.ts';
import { type Spot, TOTALS } from './matrix-geometry.ts';
import { type MatrixModel, NO_DETAILS, type Sum } from './matrix-model.ts';
import { useWords } from './use-words.ts';

/** Numbers under a spot of the matrix: a cell, a whole row, a whole column or everything. */
export function sumAt(model: MatrixModel, spot: Spot): Sum {
  const [row, column] = [model.rows[spot.row], model.columns[spot.column]];
  if (row && column) {
    const cell = model.cells[spot.row * model.columns.length + spot.column];
    return {
      count: cell?.count ?? 0,
      usual: cell?.usual ?? null,
      authors: cell?.authors ?? null,
      overdue: cell?.overdue ?? null,
      rated: cell?.rated ?? null,
      dissatisfied: cell?.dissatisfied ?? null,
      population: column.population,
    };
  }
  return row ?? column ?? model.total;
}

/** Numbers of a chosen place. A link may name a row that this filter leaves empty: nothing there, not the whole. */
export function sumOfPlace(model: MatrixModel, { row, municipality }: Place): Sum {
  const at = row === null ? TOTALS : model.rows.findIndex((each) => each.code === row);
  const column =
    municipality === null ? TOTALS : model.columns.findIndex((each) => each.code === municipality);
  const lost = (row !== null && at < 0) || (municipality !== null && column < 0);
  return lost ? { count: 0, usual: null, ...NO_DETAILS, population: 0 } : sumAt(model, { row: at, column });
}

const TIP_PX = 304;
/** Offset from an edge that keeps the whole tip in view, also in a narrow pane. */
const inside = (offset: number, width: number) => Math.max(4, Math.min(offset, width - TIP_PX));

/** Beside the pointer, on the side where there is room. */
export function tipStyle(x: number, y: number, view: { width: number; height: number }) {
  return {
    ...(x > view.width / 2
      ? { right: inside(view.width - x + 14, view.width) }
      : { left: inside(x + 14, view.width) }),
    ...(y > view.height / 2 ? { bottom: view.height - y + 10 } : { top: y + 14 }),
  };
}

interface MatrixTipProps {
  model: MatrixModel;
  spot: Spot;
  /** Pointer inside the matrix; without it the words stand in the flow, for a screen reader. */
  x?: number;
  y?: number;
  view?: { width: number; height: number };
}

/** «Ямы — Бердск: 24 обращения, в 2,4 раза выше обычного»: what a cell means, in words. */
export function MatrixTip({ model, spot, x, y, view }: MatrixTipProps) {
  const { t, appeals, change, usually, perThousand, share, number, basis } = useWords();
  const row = model.rows[spot.row];
  const column = model.columns[spot.column];
  const sum = sumAt(model, spot);
  const known = sum.usual !== null || sum.count > 0;
  const style = x === undefined || y === undefined || !view ? undefined : tipStyle(x, y, view);
  return (
    <div className={style ? styles.tip : undefined} style={style}>
      <strong>{row?.name ?? t('allTopics')}</strong>
      <p>{column?.name ?? t('region')}</p>
      <p>
        {appeals(sum.count)}
        {known && `, ${change(sum.count, sum.usual)}`}
        {isSpike(sum.count, sum.usual) && <span className={styles.spike}> — {t(`${basis}.spike`)}</span>}
      </p>
      <p className={styles.quiet}>
        {[
          usually(sum.usual),
          sum.population > 0 && sum.count > 0
            ? `${perThousand(sum.count, sum.population)} ${t('sheet.perThousand')}`
            : '',
          sum.overdue ? t('tip.overdue', { share: share(sum.overdue / sum.count) }) : '',
          sum.rated ? t('tip.dissatisfied', { n: number(sum.dissatisfied ?? 0), of: number(sum.rated) }) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </div>
  );
}
