import { useEffect, useState } from 'react';
import { excess, type MatrixModel } from './matrix-model.ts';

const STEP_MS = 12_000;
const ROWS = 6;

/**
 * The wall goes through the region as a whole and then the rows that rose most, a few seconds each, so that nobody must press anything.
 *
 * @returns the row shown now; null for all together
 */
export function useRotation(model: MatrixModel | null, on: boolean): string | null {
  const [step, setStep] = useState(0);
  useEffect(() => {
    if (!on || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const timer = setInterval(() => setStep((before) => before + 1), STEP_MS);
    return () => clearInterval(timer);
  }, [on]);
  if (!on || !model) return null;
  const rows = [...model.rows]
    .filter((row) => row.code !== '' && row.count > 0)
    .sort((a, b) => excess(b) - excess(a) || b.count - a.count)
    .slice(0, ROWS);
  const at = step % (rows.length + 1);
  return at === 0 ? null : rows[at - 1]!.code;
}
