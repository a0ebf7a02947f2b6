import type { Database } from '../server/platform/database/index.ts';
import { TableError } from '../server/platform/tabular/table-error.ts';
import { regionCodes } from '../server/registry/store/index.ts';

/** The region of an installation that has one. @throws with the words to add where there are several, or none yet */
export async function onlyRegion({ pool }: Database): Promise<string> {
  const codes = await regionCodes(pool);
  if (codes.length === 1) return codes[0]!;
  if (codes.length === 0) throw new Error('Регион ещё не заведён: npx otklik region load ФАЙЛ.json');
  throw new TableError(`Регионов несколько, укажите один: --region ${codes.join(' | --region ')}`);
}
