import { isSpike } from './change.ts';
import type { Measure } from './colour-scale.ts';
import type { Place } from './map-view.ts';
import type { MatrixModel } from './matrix-model.ts';
import styles from './matrix-table.module.css';
import { useWords } from './use-words.ts';

interface MatrixTableProps {
  model: MatrixModel;
  measure: Measure;
  caption: string;
  onPlace: (place: Place) => void;
  onOpenRow: (code: string) => void;
}

/** The same numbers as a real table: for screen readers, for copying into a sheet, for print. */
export function MatrixTable({ model, measure, caption, onPlace, onOpenRow }: MatrixTableProps) {
  const { t, short, change, appeals, basis } = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by keyboard
    <section className={styles.box} tabIndex={0} aria-label={caption}>
      <table className={styles.table}>
        <caption className="o-visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('rows.topic')}</th>
            <th scope="col">{t('total')}</th>
            {model.columns.map((column) => (
              <th key={column.code} scope="col" title={column.name}>
                <button type="button" onClick={() => onPlace({ row: null, municipality: column.code })}>
                  {column.shortName}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('total')}</th>
            <td>{short(measure, model.total)}</td>
            {model.columns.map((column) => (
              <td key={column.code}>{short(measure, column)}</td>
            ))}
          </tr>
          {model.rows.map((row, r) => (
            <tr key={row.code}>
              <th scope="row">
                <button
                  type="button"
                  onClick={() =>
                    row.opens ? onOpenRow(row.code) : onPlace({ row: row.code, municipality: null })
                  }
                  title={row.opens ? t('rows.open', { name: row.name }) : row.name}
                >
                  {row.name}
                  {row.opens && ' ›'}
                </button>
              </th>
              <td>{short(measure, row)}</td>
              {model.columns.map((column, c) => {
                const cell = model.cells[r * model.columns.length + c];
                if (!cell) return <td key={column.code} />;
                const spike = isSpike(cell.count, cell.usual);
                return (
                  <td
                    key={column.code}
                    data-spike={spike || undefined}
                    title={`${appeals(cell.count)}, ${change(cell.count, cell.usual)}`}
                  >
                    <button
                      type="button"
                      onClick={() => onPlace({ row: row.code, municipality: column.code })}
                    >
                      {short(measure, { ...cell, population: column.population }) || '0'}
                      {spike && <span className="o-visually-hidden"> {t(`${basis}.spike`)}</span>}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
