import { Readable } from 'node:stream';
import type pg from 'pg';
import { z } from 'zod';
import { type ImportedSources, SaveSource } from '../../../contract/monitoring.ts';
import { transaction } from '../../platform/database/index.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import { readCsvRows } from '../../platform/tabular/read-csv.ts';
import { selectAddresses, writeSource } from './queries.ts';

/** Names that a column may have in the header; the first is that of the template. */
const COLUMNS: Record<keyof SaveSource, readonly string[]> = {
  name: ['название', 'name'],
  address: ['адрес', 'address', 'url', 'ссылка'],
  kind: ['вид', 'kind'],
  network: ['сеть', 'network'],
  organisation: ['орган', 'organisation'],
  municipality: ['муниципалитет', 'municipality'],
  audience: ['аудитория', 'audience'],
  reading: ['чтение', 'reading'],
  queries: ['запросы', 'queries'],
  enabled: ['включён', 'включен', 'enabled'],
};
const WORDS: Record<string, string> = {
  'официальная страница': 'official',
  официальная: 'official',
  'городское сообщество': 'community',
  сообщество: 'community',
  сми: 'media',
  канал: 'channel',
  личная: 'personal',
  'личная страница': 'personal',
  вк: 'vk',
  вконтакте: 'vk',
  телеграм: 'telegram',
  лента: 'feed',
  поиск: 'vk_search',
  выгрузка: 'export',
  нет: 'none',
  '': 'none',
};
const ROWS_MAX = 5000;
const SHOWN_MAX = 200;

export interface Names {
  /** Code by code or by name in small letters. */
  municipality(said: string): string | null;
  organisation(said: string): string | null;
}

/**
 * Sources of a CSV with a header: told row by row first, written together when `run` is set and only the good ones. A row of a known
 * address changes that source.
 *
 * @throws TableError
 */
export async function importSources(
  pool: pg.Pool,
  regionId: string,
  { csv, run }: { csv: string; run: boolean },
  names: Names,
  now: Date,
): Promise<ImportedSources> {
  const known = await selectAddresses(pool, regionId);
  const rows: ImportedSources['rows'] = [];
  const good: { sourceId: string; source: SaveSource; fresh: boolean }[] = [];
  for await (const { line, values, problem } of readCsvRows(Readable.from([Buffer.from(csv)]), 'CSV')) {
    const said = saidOf(values);
    const parsed = problem
      ? null
      : SaveSource.safeParse(toSource(said, names), { error: z.locales.ru().localeError });
    const place = parsed?.data && `${parsed.data.network} ${parsed.data.address.toLowerCase()}`;
    const why =
      problem ??
      unknownName(said, names) ??
      (parsed?.success ? null : (parsed?.error?.issues[0]?.message ?? 'не читается')) ??
      (rows.length >= ROWS_MAX ? `больше ${ROWS_MAX} строк за раз не берём` : null);
    const sourceId = place ? known.get(place) : undefined;
    const state = why ? 'wrong' : sourceId ? 'changed' : 'fresh';
    rows.push({ line, name: said.name ?? '', address: said.address ?? '', state, why });
    if (why || !parsed?.data) continue;
    const id = sourceId ?? uuidV7(now.getTime());
    known.set(place!, id);
    good.push({ sourceId: id, source: parsed.data, fresh: !sourceId });
  }
  if (run)
    await transaction(pool, async (client) => {
      for (const { sourceId, source, fresh } of good)
        await writeSource(client, regionId, sourceId, source, fresh);
    });
  const count = (state: string) => rows.filter((row) => row.state === state).length;
  // What is wrong first: that is what a person has to mend.
  const shown = [...rows]
    .sort((a, b) => Number(b.state === 'wrong') - Number(a.state === 'wrong'))
    .slice(0, SHOWN_MAX);
  return { fresh: count('fresh'), changed: count('changed'), wrong: count('wrong'), rows: shown };
}

type Said = Partial<Record<keyof SaveSource, string>>;

function saidOf(values: Record<string, unknown>): Said {
  const lower = new Map(
    Object.entries(values).map(([name, value]) => [name.toLowerCase(), String(value).trim()]),
  );
  return Object.fromEntries(
    Object.entries(COLUMNS).flatMap(([field, columns]) => {
      const value = columns.map((column) => lower.get(column)).find((each) => each !== undefined);
      return value === undefined ? [] : [[field, value]];
    }),
  );
}

function toSource(said: Said, names: Names): unknown {
  const word = (value: string | undefined) => WORDS[(value ?? '').toLowerCase()] ?? value?.toLowerCase();
  const audience = said.audience?.replace(/\D/g, '');
  return {
    name: said.name ?? '',
    address: said.address ?? '',
    kind: word(said.kind) === 'none' ? 'community' : word(said.kind),
    network: said.network ? word(said.network) : networkOf(said.address ?? ''),
    reading: word(said.reading),
    organisation: said.organisation ? names.organisation(said.organisation) : null,
    municipality: said.municipality ? names.municipality(said.municipality) : null,
    audience: audience ? Number(audience) : null,
    queries: (said.queries ?? '')
      .split('|')
      .map((query) => query.trim())
      .filter(Boolean),
    enabled: !/^(?:нет|0|false|выкл)/i.test(said.enabled ?? ''),
  };
}

function unknownName(said: Said, names: Names): string | null {
  if (said.municipality && !names.municipality(said.municipality))
    return `муниципалитета «${said.municipality}» нет в справочнике`;
  if (said.organisation && !names.organisation(said.organisation))
    return `органа «${said.organisation}» нет в справочнике`;
  return null;
}

function networkOf(address: string): string {
  if (/^https?:\/\/(?:m\.)?vk\.(?:com|ru)\//i.test(address)) return 'vk';
  if (/^https?:\/\/(?:t|telegram)\.me\//i.test(address)) return 'telegram';
  if (/^https?:\/\/(?:m\.)?ok\.ru\//i.test(address)) return 'ok';
  return /(?:rss|feed|atom|\.xml)/i.test(address) ? 'rss' : 'other';
}
