import type pg from 'pg';
import { z } from 'zod';
import PURPOSES from './purposes.json' with { type: 'json' };

export interface Purpose {
  code: string;
  name: string;
  /** Other words of the exchange for it, lower case. */
  words?: string[];
  children?: Purpose[];
}
const Purpose: z.ZodType<Purpose> = z.lazy(() =>
  z.object({
    code: z.string(),
    name: z.string(),
    words: z.array(z.string()).optional(),
    children: z.array(Purpose).optional(),
  }),
);

const minutes = (usual: number) => z.number().min(0).max(10_080).default(usual);
const Settings = z.object({
  /** 80/20: the usual aim of call centres is four calls of five answered within twenty seconds. */
  slSeconds: z.number().int().min(1).max(600).default(20),
  /** A person who was not answered often calls again at once. */
  callBackAfterMinutes: minutes(15),
  /** Older calls of an imported file are counted, nobody calls back a month later. */
  callBackWithinHours: z.number().min(1).max(720).default(24),
  triesMax: z.number().int().min(1).max(20).default(3),
  tryPauseMinutes: minutes(60),
  purposes: z.array(Purpose).max(200).default(PURPOSES),
});
export type CallSettings = z.output<typeof Settings>;

/** The region's own from `setting` «calls», the usual ones where it has none. */
export async function callSettings(client: pg.Pool | pg.ClientBase, regionId: string): Promise<CallSettings> {
  const found = await client.query(`select value from setting where region_id = $1 and name = 'calls'`, [
    regionId,
  ]);
  return Settings.parse(found.rows[0]?.value ?? {});
}
