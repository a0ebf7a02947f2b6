import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HeatMap } from '../../contract/index.ts';
import { changedCells } from './changed-cells.ts';
import { coalesce } from './coalesce.ts';
import { readPlace, readView, writePlace } from './map-view.ts';

const NO_DETAILS = { overdue: null, rated: null, dissatisfied: null, before: null };

describe('address bar', () => {
  it('gives a working view from nothing and from rubbish', () => {
    const view = readView({}, '2026-11-22');
    expect(view).toMatchObject({
      range: { from: '2026-11-16', to: '2026-11-22' },
      measure: 'count',
      rowKind: 'group',
      place: null,
      wall: false,
    });
    expect(
      readView({ measure: 'x', rows: '?', order: 'up', place: 'none', period: 'age' }, '2026-11-22'),
    ).toEqual(view);
  });

  it('lets dates win over a named period and turns them round when swapped', () => {
    const view = readView({ period: 'year', from: '2026-11-20', to: '2026-11-10' }, '2026-11-22');
    expect(view.range).toEqual({ from: '2026-11-10', to: '2026-11-20' });
    expect(view.filter).toMatchObject(view.range);
  });

  it('keeps a place, also a whole row, a whole column and «unknown»', () => {
    const code = fc.option(fc.stringMatching(/^[a-z0-9.-]{0,12}$/));
    fc.assert(
      fc.property(code, code, (row, municipality) => {
        expect(readPlace(writePlace({ row, municipality }))).toEqual({ row, municipality });
      }),
    );
  });
});

describe('live renewal', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('makes one request of a burst, none at the same time, and one more after the last event', async () => {
    let running = 0;
    let most = 0;
    let runs = 0;
    const line = coalesce(async () => {
      runs++;
      most = Math.max(most, ++running);
      await new Promise((done) => setTimeout(done, 400));
      running--;
    }, 150);
    for (let at = 0; at < 1000; at += 10) {
      line.ask();
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(2000);
    expect(most).toBe(1);
    // Starts at 150, then every 400 + 150 while events come, and once after the last: 150, 700, 1250.
    expect(runs).toBe(3);
    line.stop();
    line.ask();
    await vi.advanceTimersByTimeAsync(1000);
    expect(runs).toBe(3);
  });

  it('survives a failing request', async () => {
    let runs = 0;
    const line = coalesce(() => {
      runs++;
      return Promise.reject(new Error('offline'));
    }, 150);
    line.ask();
    await vi.advanceTimersByTimeAsync(200);
    line.ask();
    await vi.advanceTimersByTimeAsync(200);
    expect(runs).toBe(2);
  });

  it('names the cells that changed, appeared ones too', () => {
    const cell = (row: string, count: number) => ({
      row,
      municipality: 'm',
      count,
      authors: 1,
      usual: null,
      ...NO_DETAILS,
    });
    const map = (cells: HeatMap['cells']): HeatMap => ({
      from: '',
      to: '',
      versus: null,
      rows: [],
      municipalities: [],
      cells,
      total: 0,
      position: '0',
    });
    expect(
      changedCells(map([cell('a', 1), cell('b', 2)]), map([cell('a', 1), cell('b', 3), cell('c', 1)])),
    ).toEqual(['b/m', 'c/m']);
    expect(changedCells(undefined, map([cell('a', 1)]))).toEqual([]);
  });
});
