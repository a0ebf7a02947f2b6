import { expect, it } from 'vitest';
import { topicLines } from './topic-tree.ts';

const topic = (code: string, parent: string | null, name: string, leaf = true) => ({
  code,
  parent,
  name,
  leaf,
  sector: 'roads',
  severity: null,
  normDays: null,
});
const topics = [
  topic('roads', null, 'Дороги', false),
  topic('roads.winter', 'roads', 'Зимнее содержание', false),
  topic('roads.winter.snow', 'roads.winter', 'Снег'),
  topic('roads.pits', 'roads', 'Ямы'),
  topic('house', null, 'Дом', false),
  topic('house.roof', 'house', 'Крыша'),
];
const names = new Map(topics.map((each) => [each.code, each.name]));
const path = (code: string) =>
  code
    .split('.')
    .map((_, at, all) => names.get(all.slice(0, at + 1).join('.')))
    .join(' › ');
const lines = (open: string[], typed = '') =>
  topicLines(topics, new Set(open), typed, path).map(
    (line) => `${line.depth}${line.topic.code}:${line.leaves}`,
  );

it('the tree opens where it is opened', () => {
  expect(lines([])).toEqual(['0roads:2', '0house:1']);
  expect(lines(['roads'])).toEqual(['0roads:2', '1roads.winter:1', '1roads.pits:0', '0house:1']);
});

it('words leave what has them all, with what stands above', () => {
  expect(lines([], 'снег дорог')).toEqual(['0roads:1', '1roads.winter:1', '2roads.winter.snow:0']);
  expect(lines([], 'нет такого')).toEqual([]);
});
