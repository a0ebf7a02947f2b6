import type pg from 'pg';

const BLOCK = 500;

/** Hands out human-readable numbers «54-26-000123»: region, year, counter of the region in that year. */
export interface NumberSource {
  take(regionId: string, year: number, count: number): Promise<string[]>;
}

/**
 * Numbers are reserved in blocks in a transaction of their own, so that filings do not queue for one row of the database.
 * A stop leaves a gap; a number is never given twice.
 */
export function createNumberSource(pool: pg.Pool): NumberSource {
  const blocks = new Map<string, { next: number; end: number }>();
  let turn: Promise<unknown> = Promise.resolve();

  const takeInTurn = async (regionId: string, year: number, count: number): Promise<string[]> => {
    const key = `${regionId} ${year}`;
    const numbers: string[] = [];
    while (numbers.length < count) {
      let block = blocks.get(key);
      if (!block || block.next === block.end) {
        const size = Math.max(BLOCK, count - numbers.length);
        const end = await reserve(pool, regionId, year, size);
        block = { next: end - size, end };
        blocks.set(key, block);
      }
      while (block.next < block.end && numbers.length < count) {
        numbers.push(
          `${regionId}-${String(year % 100).padStart(2, '0')}-${String(block.next).padStart(6, '0')}`,
        );
        block.next += 1;
      }
    }
    return numbers;
  };
  return {
    take(regionId, year, count) {
      const taken = turn.then(() => takeInTurn(regionId, year, count));
      turn = taken.catch(() => {});
      return taken;
    },
  };
}

/** @returns the first number after the reserved block */
async function reserve(pool: pg.Pool, regionId: string, year: number, size: number): Promise<number> {
  const reserved = await pool.query(
    `insert into number_block (region_id, year, next) values ($1, $2, 1 + $3)
     on conflict (region_id, year) do update set next = number_block.next + $3
     returning next`,
    [regionId, year, size],
  );
  return Number(reserved.rows[0].next);
}
