import { expect, test } from 'vitest';
import type { ChannelFigure } from '../../contract/channel-figures.ts';
import { quickerThanPaper } from './quicker.ts';

const row = (channel: ChannelFigure['channel'], hours: number | null, of: number): ChannelFigure => ({
  channel,
  count: of,
  previous: null,
  lastYear: null,
  series: [],
  trend: null,
  firstAnswer: { hours, n: of, of },
  solution: { hours: null, n: 0, of },
});

test('social networks are weighed by their cases and held against paper', () => {
  expect(quickerThanPaper([row('vk', 4, 30), row('ok', 8, 10), row('paper', 50, 25)])).toEqual({
    times: 10,
    social: 40,
    paper: 25,
  });
});

test('nothing is said of few cases, of one side alone, or where half is not answered yet', () => {
  expect(quickerThanPaper([row('vk', 4, 30), row('paper', 50, 19)])).toBeNull();
  expect(quickerThanPaper([row('vk', 4, 30)])).toBeNull();
  expect(quickerThanPaper([row('vk', null, 30), row('paper', 50, 25)])).toBeNull();
});
