import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, CHROMIUM_REMEDY, findChromium } from '../support/chromium.ts';

/**
 * Pictures of every page, desk and phone, light and dark, from a running demo: `npm run screens [address] [page …]`.
 * They go to `screens/` (not kept in git) to be looked at.
 */
const [address = 'http://localhost:8080', ...only] = process.argv.slice(2);
const FOLDER = 'screens';
const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const SETTLE_MS = 1500;

interface Page {
  name: string;
  path: string;
  /** Shown without signing in. */
  open?: boolean;
  /** Pages that the operator does not see. */
  as?: 'admin';
  settleMs?: number;
}

async function pagesOf(context: BrowserContext): Promise<Page[]> {
  const list = (await (await context.request.get(`${address}/api/appeals?limit=1`)).json()) as {
    rows: { id: string }[];
  };
  return [
    { name: 'home', path: '/', open: true },
    { name: 'report', path: '/report', open: true },
    { name: 'report-plain', path: '/report/plain', open: true },
    { name: 'sign-in', path: '/sign-in', open: true },
    { name: 'not-found', path: '/no-such-page', open: true },
    { name: 'map', path: '/map', settleMs: 4000 },
    { name: 'map-change', path: '/map?measure=change', settleMs: 4000 },
    { name: 'map-wall', path: '/map?wall=1', settleMs: 4000 },
    { name: 'triage', path: '/triage' },
    { name: 'candidates', path: '/candidates' },
    { name: 'sources', path: '/sources', as: 'admin' },
    { name: 'appeals', path: '/appeals' },
    { name: 'appeals-empty', path: '/appeals?q=абракадабрамбр' },
    { name: 'appeals-wrong', path: '/appeals?from=вчера' },
    { name: 'card', path: `/appeals/${list.rows[0]!.id}` },
    { name: 'how', path: '/how', open: true },
    { name: 'new', path: '/new' },
    { name: 'new-paper', path: '/new?channel=paper' },
    { name: 'mine', path: '/mine' },
    { name: 'approvals', path: '/approvals', as: 'admin' },
    { name: 'campaigns', path: '/campaigns', as: 'admin' },
    { name: 'channels', path: '/channels', as: 'admin' },
    { name: 'channels-connections', path: '/channels?view=connections', as: 'admin' },
    { name: 'crisis', path: '/crisis' },
    { name: 'feed', path: '/feed' },
    { name: 'people', path: '/people', as: 'admin' },
    { name: 'people-lent', path: '/people?view=secondments', as: 'admin' },
    { name: 'norms', path: '/norms?open=roads', as: 'admin' },
    { name: 'norms-policies', path: '/norms?view=policies', as: 'admin' },
    { name: 'templates', path: '/templates', as: 'admin' },
    { name: 'tokens', path: '/tokens', as: 'admin' },
    { name: 'control', path: '/control', as: 'admin' },
    { name: 'control-people', path: '/control?view=assignee', as: 'admin' },
    { name: 'control-escalated', path: '/control?view=escalations', as: 'admin' },
    { name: 'control-overdue', path: '/control?view=overdue', as: 'admin' },
    { name: 'quality', path: '/quality', as: 'admin' },
    { name: 'kpi', path: '/kpi', as: 'admin' },
    { name: 'spikes', path: '/spikes' },
    { name: 'spikes-past', path: '/spikes?state=over' },
    { name: 'passports', path: '/passports' },
    { name: 'passport-place', path: '/passports/municipality/50708000' },
    { name: 'passport-topic', path: '/passports/topic/roads' },
  ];
}

async function signedIn(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0],
  login: string,
): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  const answer = await context.request.post(`${address}/api/session`, {
    data: { login, password: 'demo' },
  });
  if (!answer.ok())
    throw new Error(`Вход не удался (${answer.status()}). Запустите показательный регион: npm start.`);
  return context;
}

const executablePath = findChromium();
if (!executablePath) throw new Error(CHROMIUM_REMEDY);
mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
try {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const options = { viewport, colorScheme, locale: 'ru-RU', timezoneId: 'Asia/Novosibirsk' };
      const staff = await signedIn(browser, options, 'operator');
      const leader = await signedIn(browser, options, 'admin');
      const visitor = await browser.newContext(options);
      for (const page of await pagesOf(staff)) {
        if (only.length > 0 && !only.includes(page.name)) continue;
        const tab = await (page.open ? visitor : page.as ? leader : staff).newPage();
        tab.on('pageerror', (error) =>
          console.log(`${page.name} ${size}: ошибка на странице: ${error.message}`),
        );
        await tab.goto(address + page.path, { waitUntil: 'load' });
        await tab.waitForTimeout(page.settleMs ?? SETTLE_MS);
        const wide = Number(await tab.evaluate('document.documentElement.scrollWidth - window.innerWidth'));
        if (wide > 0) console.log(`${page.name} ${size}: шире экрана на ${wide} px`);
        const file = join(FOLDER, `${page.name}-${size}-${colorScheme}.png`);
        await tab.screenshot({ path: file });
        console.log(file);
        await tab.close();
      }
      await staff.close();
      await leader.close();
      await visitor.close();
    }
  }
} finally {
  await browser.close();
}
