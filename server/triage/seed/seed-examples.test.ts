import { describe, expect, it } from 'vitest';
import { loadTaxonomy } from '../../registry/taxonomy.ts';
import { readSeedPhrases, seedExamples } from './seed-examples.ts';

describe('seed phrases', () => {
  const phrases = readSeedPhrases();

  it('exist for every leaf topic, 12 or more, 6 or more for «прочее», and for nothing else', () => {
    const leaves = loadTaxonomy().leaves.map((leaf) => leaf.code);
    expect([...phrases.keys()].sort()).toEqual([...leaves].sort());
    for (const [topic, list] of phrases) {
      expect(list.length, topic).toBeGreaterThanOrEqual(topic.endsWith('.other') ? 6 : 12);
    }
  });

  it('are never the same for two topics', () => {
    const all = [...phrases.values()]
      .flat()
      .map((phrase) => phrase.toLowerCase().replace(/[^а-яёa-z0-9]+/g, ' '));
    expect(new Set(all).size).toBe(all.length);
  });

  it('carry no telephone number, link or e-mail', () => {
    for (const phrase of [...phrases.values()].flat()) expect(phrase).not.toMatch(/\d{5,}|https?:|@|www\./);
  });

  it('come bare and wrapped, with the same wrappings for every topic', () => {
    const examples = seedExamples(2);
    const count = [...phrases.values()].flat().length;
    expect(examples).toHaveLength(3 * count);
    const [bare, ...copies] = examples;
    for (const copy of copies.slice(0, 2)) expect(copy.text).toContain(bare!.text);
    const greeted = new Set(
      examples.filter(({ text }) => text.startsWith('Здравствуйте. ')).map(({ labels }) => labels.topic),
    );
    expect(greeted.size).toBeGreaterThan(200);
  });
});
