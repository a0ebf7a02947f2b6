import { gridDisk, latLngToCell } from 'h3-js';
import { chromium, type Page } from 'playwright-core';
import type { Hexagons } from '../../contract/heat-map.ts';
import { monotonicMs } from '../../server/platform/clock.ts';
import { CHROMIUM_FLAGS, CHROMIUM_REMEDY, findChromium } from '../support/chromium.ts';
import { median, quantile, type Result } from './report.ts';

const OPENINGS = 5;
const PAN_MS = 4000;
const HEXAGONS = 5000;
const OPENED_LON = 79.5;
const OPENED_AT = `at=55.2,${OPENED_LON},6.2`;
/** At this zoom a pixel is a hundredth of a degree. */
const DRAGGED_PX = 150;
const DRAGGED_DEGREES_MIN = 0.7;

/**
 * The map page in a real browser against a running demo (`npm start`): first paint, a new filter, frames while panning thousands of
 * hexagons. Without a graphics card Chromium draws WebGL with the processor, which is said in the notes.
 */
export async function benchMapPage({
  address = 'http://localhost:8080',
}: {
  address?: string;
}): Promise<Result> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(CHROMIUM_REMEDY);
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  try {
    const context = await browser.newContext({
      // Measuring means running code of ours in the page, which its own policy rightly refuses.
      bypassCSP: true,
      viewport: { width: 1440, height: 900 },
      locale: 'ru-RU',
      timezoneId: 'Asia/Novosibirsk',
    });
    const signIn = await context.request.post(`${address}/api/session`, {
      data: { login: 'operator', password: 'demo' },
    });
    if (!signIn.ok())
      throw new Error(`Sign-in failed (${signIn.status()}): start the demo first, npm start.`);
    const page = await context.newPage();
    await page.goto(`${address}/map`);
    await page.waitForSelector('[data-drawn="true"]');
    const paints: number[] = [];
    const coloured: number[] = [];
    for (let turn = 0; turn < OPENINGS; turn += 1) {
      await page.goto(`${address}/map`);
      // The land in its colours stands as a drawing before the map library is there.
      await page.waitForSelector('section[data-layer] svg path, [data-drawn="true"]', { state: 'attached' });
      coloured.push(Number(await page.evaluate('performance.now()')));
      paints.push(
        Number(
          await page.evaluate(`performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN`),
        ),
      );
    }
    await page.waitForSelector('[data-drawn="true"]');
    const filters = await timeFilters(page);
    const renderer = String(
      await page.evaluate(`(() => {
        const gl = document.createElement('canvas').getContext('webgl2');
        const told = gl && gl.getExtension('WEBGL_debug_renderer_info');
        return told ? gl.getParameter(told.UNMASKED_RENDERER_WEBGL) : 'unknown';
      })()`),
    );
    const panned = await panHexagons(page, address);
    return {
      bench: 'map-page',
      notes: [
        `The page of the running demo at ${address}, 1440 × 900, headless Chromium, WebGL by «${renderer}».`,
        `Frames: deltas of requestAnimationFrame while the map moves for ${PAN_MS / 1000} s over ${HEXAGONS} hexagons: the server's answer, filled up on its way to the page.`,
        'A filter: from the press to the first frame after the new numbers stand in the page.',
      ],
      figures: [
        { name: 'first contentful paint, median', value: median(paints), unit: 'ms', goal: { atMost: 1500 } },
        {
          name: 'region in its colours, median',
          value: median(coloured),
          unit: 'ms',
          goal: { atMost: 1500 },
        },
        { name: 'filter → new picture, median', value: median(filters), unit: 'ms', goal: { atMost: 200 } },
        { name: 'filter → new picture, p95', value: quantile(filters, 0.95), unit: 'ms' },
        {
          name: 'frames a second while panning',
          value: panned.framesPerSecond,
          unit: 'fps',
          goal: { atLeast: 58 },
        },
        { name: 'longest of 95 % of frames', value: panned.p95, unit: 'ms' },
        { name: 'frames a second at rest (what this machine can)', value: panned.standing, unit: 'fps' },
      ],
    };
  } finally {
    await browser.close();
  }
}

/** Each press makes a filter that was not asked before, so that no answer comes from the page's own memory. */
const PRESSES = ['30d', 'publications', 'quarter', 'appeals', '30d', '7d', 'publications', 'year'] as const;

/** Presses a period or a source and waits until the line above the map says the new number and a frame has shown it. */
async function timeFilters(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (const value of PRESSES) {
    times.push(
      (await page.evaluate(`(async () => {
        const said = () => document.querySelector('h1 + p').textContent.replace(/^.*· /, '');
        const frame = () => new Promise((done) => requestAnimationFrame(done));
        const before = said();
        const start = performance.now();
        document.querySelector('input[type="radio"][value="${value}"]').click();
        while (said() === before) {
          if (performance.now() - start > 10000) throw new Error('the picture did not change');
          await frame();
        }
        await frame();
        return performance.now() - start;
      })()`)) as number,
    );
    await page.waitForTimeout(400);
  }
  return times;
}

interface Panned {
  framesPerSecond: number;
  p95: number;
  standing: number;
}

/** The answer of the server's own door, filled up to so many hexagons around the middle of the region. */
async function fillHexagons(page: Page): Promise<void> {
  await page.route('**/api/heat-map/hexagons?*', async (route) => {
    const response = await route.fetch();
    const answer = (await response.json()) as Hexagons;
    const known = new Set(answer.index);
    for (const index of gridDisk(latLngToCell(55.2, 79.5, answer.resolution), 60)) {
      if (answer.index.length >= HEXAGONS) break;
      if (known.has(index)) continue;
      answer.index.push(index);
      answer.count.push(1 + ((answer.index.length * 7919) % 60));
    }
    await route.fulfill({ response, json: answer });
  });
}

async function panHexagons(page: Page, address: string): Promise<Panned> {
  await fillHexagons(page);
  await page.goto(`${address}/map?period=year&layer=hexagons&hex=small&${OPENED_AT}`);
  await page.waitForSelector('section[data-layer="hexagons"] [data-drawn="true"]');
  await page.waitForTimeout(4000);
  const standing = await frames(page, async () => page.waitForTimeout(1500));
  const box = (await page.locator('section[data-layer="hexagons"] canvas').boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const moving = await frames(page, async () => {
    const begin = monotonicMs();
    for (let turn = 0; monotonicMs() - begin < PAN_MS; turn += 1) {
      await page.mouse.move(x + Math.sin(turn / 12) * 150, y + Math.cos(turn / 12) * 90);
      await page.waitForTimeout(12);
    }
  });
  await page.mouse.move(x - DRAGGED_PX, y, { steps: 4 });
  await page.waitForTimeout(200);
  await page.mouse.up();
  await page.waitForURL((url) => !url.search.includes(OPENED_AT));
  const [, lon = Number.NaN] = (new URL(page.url()).searchParams.get('at') ?? '').split(',').map(Number);
  // Frames of a map that let go of the pointer would flatter.
  if (!(lon - OPENED_LON > DRAGGED_DEGREES_MIN))
    throw new Error(`the map did not follow the pointer: ${page.url()}`);
  return {
    framesPerSecond: rate(moving),
    p95: quantile(moving, 0.95),
    standing: rate(standing),
  };
}

const rate = (deltas: readonly number[]) =>
  (deltas.length * 1000) / deltas.reduce((sum, each) => sum + each, 0);

/** Lengths of the frames that the page shows while something is done to it. */
async function frames(page: Page, during: () => Promise<unknown>): Promise<number[]> {
  await page.evaluate(`(() => {
    const deltas = [];
    let last = performance.now();
    const step = (now) => {
      deltas.push(now - last);
      last = now;
      window.benchFrame = requestAnimationFrame(step);
    };
    window.benchDeltas = deltas;
    window.benchFrame = requestAnimationFrame(step);
  })()`);
  await during();
  return (await page.evaluate(
    'cancelAnimationFrame(window.benchFrame), window.benchDeltas.slice(2)',
  )) as number[];
}
