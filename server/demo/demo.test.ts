import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { CHANNELS, KINDS } from '../../contract/vocabulary.ts';
import { readRegionFile } from '../registry/region-file.ts';
import { loadTaxonomy } from '../registry/taxonomy.ts';
import { readDemoTexts } from './demo-texts.ts';
import { type DemoAppeal, generateDemoAppeals, planStories, STORIES } from './index.ts';

const region = readRegionFile(new URL('../registry/regions/54.json', import.meta.url).pathname);
const taxonomy = loadTaxonomy();
const DAY_MS = 86_400_000;
/** Novosibirsk keeps UTC+7 the year round. */
const OFFSET_MS = 7 * 3_600_000;
const ANCHOR = new Date('2026-03-02T05:30:00Z');
const ANCHOR_DAY = Math.floor((ANCHOR.getTime() + OFFSET_MS) / DAY_MS);
const localDay = (appeal: DemoAppeal) => Math.floor((appeal.filedAt.getTime() + OFFSET_MS) / DAY_MS);

function generate(from: Date, to: Date, { seed = 54, perWeek = 5500 } = {}): Generator<DemoAppeal> {
  return generateDemoAppeals({ seed, region, taxonomy, from, to, perWeek, anchor: ANCHOR });
}

const daysBefore = (days: number) => new Date(ANCHOR.getTime() - days * DAY_MS);
const digest = (appeals: DemoAppeal[]) => createHash('sha256').update(JSON.stringify(appeals)).digest('hex');

describe('demo texts', () => {
  it('exist for every leaf topic', () => {
    const texts = readDemoTexts(taxonomy.leaves);
    expect(taxonomy.leaves.filter((_, index) => !texts[index]).map((leaf) => leaf.code)).toEqual([]);
  });
});

describe('demo generator', () => {
  const weeks = 6;
  let appeals: DemoAppeal[] = [];
  beforeAll(() => {
    appeals = [...generate(daysBefore(7 * weeks), ANCHOR)];
  });

  it('is the same for the same seed and another for another', () => {
    const first = (seed: number) => [...generate(daysBefore(2), ANCHOR, { seed })].slice(0, 1000);
    expect(first(54)).toHaveLength(1000);
    expect(digest(first(54))).toBe(digest(first(54)));
    expect(digest(first(54))).not.toBe(digest(first(55)));
  });

  it('gives in two parts what it gives in one', () => {
    const cut = new Date(daysBefore(3).getTime() + 12_345_678);
    const parts = [...generate(daysBefore(4), cut), ...generate(cut, daysBefore(2))];
    expect(digest(parts)).toBe(digest([...generate(daysBefore(4), daysBefore(2))]));
  });

  it('keeps order, bounds and unique numbers', () => {
    expect(new Set(appeals.map((appeal) => appeal.externalId)).size).toBe(appeals.length);
    const codes = new Set(region.municipalities.map((municipality) => municipality.code));
    let last = daysBefore(7 * weeks).getTime();
    for (const appeal of appeals) {
      expect(appeal.filedAt.getTime()).toBeGreaterThanOrEqual(last);
      last = appeal.filedAt.getTime();
      if (!codes.has(appeal.municipalityCode)) expect.fail(appeal.municipalityCode);
      if (!taxonomy.byCode.has(appeal.topicCode)) expect.fail(appeal.topicCode);
      if (!CHANNELS.includes(appeal.channel) || !KINDS.includes(appeal.kind)) expect.fail(appeal.externalId);
    }
    expect(last).toBeLessThan(ANCHOR.getTime());
  });

  it('brings the weekly volume asked for, within 15 %', () => {
    const counts = Array.from({ length: weeks }, () => 0);
    for (const { filedAt } of appeals)
      counts[Math.floor((filedAt.getTime() - daysBefore(42).getTime()) / (7 * DAY_MS))]!++;
    for (const count of counts) expect(Math.abs(count / 5500 - 1)).toBeLessThan(0.15);
  });

  it('keeps the New Year weeks within 15 % too', () => {
    const from = new Date('2025-12-28T17:00:00Z');
    const count = [...generate(from, new Date(from.getTime() + 14 * DAY_MS))].length;
    expect(Math.abs(count / 11_000 - 1)).toBeLessThan(0.15);
  });

  it('leaves no template mark and repeats no training phrase', () => {
    const folder = new URL('../triage/seed/phrases/', import.meta.url);
    const phrases = new Set<string>();
    for (const name of readdirSync(folder)) {
      const topics = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, string[]>;
      for (const list of Object.values(topics)) for (const phrase of list) phrases.add(bare(phrase));
    }
    expect(phrases.size).toBeGreaterThan(2000);
    for (const { text } of appeals) {
      if (/undefined|[{}[\]|]|NaN/.test(text) || text.trim().length < 3) expect.fail(text);
      if (phrases.has(bare(text))) expect.fail(`a training phrase: ${text}`);
    }
  });

  it('varies its texts', () => {
    expect(new Set(appeals.map((appeal) => appeal.text)).size / appeals.length).toBeGreaterThan(0.85);
  });

  it('has authors who write much among many who write once', () => {
    const counts = new Map<string, number>();
    for (const { authorKey } of appeals) counts.set(authorKey, (counts.get(authorKey) ?? 0) + 1);
    const sorted = [...counts.values()].sort((a, b) => b - a);
    expect(sorted[20]!).toBeGreaterThanOrEqual(4);
    expect(sorted.filter((count) => count === 1).length / sorted.length).toBeGreaterThan(0.7);
  });

  it('shows the season and the working day', () => {
    const count = (list: DemoAppeal[], topic: string) =>
      list.filter((appeal) => appeal.topicCode === topic).length;
    const july = [...generate(new Date('2025-07-01T00:00:00Z'), new Date('2025-07-15T00:00:00Z'))];
    expect(count(appeals, 'roads.snow') / 6).toBeGreaterThan(4 * count(july, 'roads.snow'));
    expect(count(july, 'landscaping.hogweed') / 2).toBeGreaterThan(
      5 * (count(appeals, 'landscaping.hogweed') / 6),
    );
    const calls = appeals.filter((appeal) => appeal.channel === 'mfc');
    const hours = calls.map((appeal) => Math.floor((appeal.filedAt.getTime() + OFFSET_MS) / 3_600_000) % 24);
    expect(hours.every((hour) => hour >= 7 && hour <= 18)).toBe(true);
  });
});

describe('planted stories', () => {
  const planned = planStories(ANCHOR_DAY);

  it('name real topics and municipalities of the demo region', () => {
    for (const story of STORIES) {
      expect(taxonomy.byCode.has(story.topicCode), story.code).toBe(true);
      expect(
        region.municipalities.some((one) => one.code === story.municipalityCode),
        story.code,
      ).toBe(true);
    }
  });

  it.each(planned.map((phase) => [`${phase.story.code}: ${phase.phase.name}`, phase] as const))(
    'are in the flow to the last appeal — %s',
    (_, phase) => {
      // The long phases are looked at in their first eight weeks.
      const endDay = Math.min(phase.endDay, phase.firstDay + 56);
      const from = new Date(phase.firstDay * DAY_MS - OFFSET_MS);
      const to = new Date(endDay * DAY_MS - OFFSET_MS);
      // A thin background is enough here and keeps the test short.
      const own = [...generate(from, to, { perWeek: 200 })].filter(
        (appeal) => appeal.story === phase.story.code,
      );
      let expected = 0;
      for (const [day, count] of phase.perDay) if (day >= phase.firstDay && day < endDay) expected += count;
      expect(own.length).toBe(expected);
      expect(expected).toBeGreaterThan(0);
      for (const appeal of own) {
        expect(appeal.topicCode).toBe(phase.story.topicCode);
        expect(appeal.municipalityCode).toBe(phase.story.municipalityCode);
      }
      if (phase.story.authors) {
        expect(new Set(own.map((appeal) => appeal.authorKey)).size).toBeLessThanOrEqual(phase.story.authors);
      }
      if (phase.story.place) {
        expect(own.every((appeal) => appeal.address.includes(phase.story.place!.street))).toBe(true);
      }
    },
  );

  it('make the heating spike tower over the days before it', () => {
    const spike = planned.find((phase) => phase.story.code === 'heating-spike')!;
    const from = new Date((spike.firstDay - 10) * DAY_MS - OFFSET_MS);
    const to = new Date(spike.endDay * DAY_MS - OFFSET_MS);
    const days = new Map<number, number>();
    for (const appeal of generate(from, to)) {
      if (
        appeal.topicCode !== spike.story.topicCode ||
        appeal.municipalityCode !== spike.story.municipalityCode
      )
        continue;
      days.set(localDay(appeal), (days.get(localDay(appeal)) ?? 0) + 1);
    }
    const before = Array.from({ length: 10 }, (_, at) => days.get(spike.firstDay - 10 + at) ?? 0);
    expect(Math.max(...before)).toBeLessThan(8);
    expect(days.get(spike.firstDay + 1)!).toBeGreaterThan(40);
  });

  it('bring the hotline from 42 a week to three or four, with nothing beside the story', () => {
    const [before, after] = planned.filter((phase) => phase.story.code === 'hotline-split');
    const perWeek = (firstDay: number) => {
      const from = new Date(firstDay * DAY_MS - OFFSET_MS);
      const week = generate(from, new Date(from.getTime() + 7 * DAY_MS));
      return [...week].filter(
        (one) =>
          one.topicCode === 'health.hotline' && one.municipalityCode === before!.story.municipalityCode,
      ).length;
    };
    expect(perWeek(after!.firstDay - 7)).toBe(42);
    expect([3, 4]).toContain(perWeek(after!.firstDay));
    expect(after!.firstDay).toBe(before!.endDay);
  });

  it('let the street lamps fail less often after the cable is replaced', () => {
    const [before, after] = planned.filter((phase) => phase.story.code === 'street-lamps');
    const perMonth = (phase: typeof before) => (phase!.total / phase!.phase.days) * 30;
    expect(perMonth(after)).toBeLessThan(perMonth(before) / 8);
  });
});

function bare(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^а-яa-z0-9]+/g, ' ')
    .trim();
}
