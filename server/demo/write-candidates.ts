import { readFileSync } from 'node:fs';
import type pg from 'pg';
import type { SaveSource } from '../../contract/monitoring.ts';
import { loadKnowledge } from '../app/load-knowledge.ts';
import { judgesOf } from '../app/open-region-monitoring.ts';
import { createPostTaker, writeSource } from '../monitoring/index.ts';
import { BASE_ODDS } from '../monitoring/judge/threshold.ts';
import { fixedClock } from '../platform/clock.ts';
import { uuidV7 } from '../platform/identifiers/uuid-v7.ts';
import { loadRegion } from '../registry/store/index.ts';
import { loadComplaintModel, type PhraseGrammar } from '../triage/complaint/index.ts';
import { createInventedPosts } from './invented-posts.ts';

type DemoSource = Pick<SaveSource, 'kind' | 'network' | 'name' | 'address' | 'audience' | 'reading'> &
  Partial<SaveSource>;

/** Nobody's addresses: a demo calls nothing. */
const SOURCES: readonly DemoSource[] = [
  {
    kind: 'community',
    network: 'vk',
    name: 'Подслушано в области',
    address: 'https://vk.example/podslushano',
    audience: 184_000,
    reading: 'none',
  },
  {
    kind: 'community',
    network: 'telegram',
    name: 'Бердск: дворы и дороги',
    address: 'https://t.example/dvory',
    audience: 21_300,
    reading: 'export',
  },
  {
    kind: 'media',
    network: 'rss',
    name: 'Районные вести',
    address: 'https://vesti.example/rss.xml',
    audience: 9_800,
    reading: 'none',
  },
  {
    kind: 'official',
    network: 'vk',
    name: 'Министерство транспорта',
    address: 'https://vk.example/mintrans',
    audience: 12_400,
    reading: 'none',
    organisation: 'mintrans',
  },
];
const POSTS_EACH = 150;
const COMPLAINTS = 0.25;
const MINUTE_MS = 60_000;

/** A few sources and what was found in them the last hours: invented posts through the real judgement. */
export async function writeDemoCandidates({
  pool,
  regionId,
  seed,
  now,
}: {
  pool: pg.Pool;
  regionId: string;
  seed: number;
  now: Date;
}): Promise<void> {
  const knowledge = await loadKnowledge(pool, await loadRegion(pool, regionId), console);
  const judges = judgesOf(await loadComplaintModel(), knowledge);
  const taker = createPostTaker({ pool, regionId, clock: fixedClock(now), judges: async () => judges });
  const file = new URL('../triage/complaint/not-complaints.json', import.meta.url);
  const everyday = JSON.parse(readFileSync(file, 'utf8')) as PhraseGrammar;
  for (const [place, source] of SOURCES.entries()) {
    const sourceId = uuidV7(now.getTime());
    const rest = { organisation: null, municipality: null, queries: [], enabled: true };
    await writeSource(pool, regionId, sourceId, { ...rest, ...source }, true);
    if (source.kind === 'official') continue;
    const next = createInventedPosts(seed + place, COMPLAINTS, everyday);
    const posts = Array.from({ length: POSTS_EACH }, (_, at) => ({
      externalId: `${sourceId}/${at}`,
      at: new Date(now.getTime() - at * 7 * MINUTE_MS),
      text: next().text,
      author: null,
      url: null,
      thread: null,
      home: null,
      point: null,
      isAdvert: false,
    }));
    const judged = {
      sourceId,
      network: source.network,
      name: source.name,
      municipality: null,
      threshold: BASE_ODDS,
    };
    await taker.take(judged, posts);
  }
}
