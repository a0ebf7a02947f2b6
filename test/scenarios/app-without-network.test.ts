// Long because the stories share one server, one browser and one bad network, and read as one.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { saveAccount } from '../../server/channels/index.ts';
import { type BadNetwork, startBadNetwork } from '../support/bad-network.ts';
import { builtWeb } from '../support/built-web.ts';
import { fill } from '../support/fill.ts';
import { jpegWithExif } from '../support/jpeg-with-exif.ts';
import {
  createBrowserKeys,
  decryptPush,
  type PushService,
  startPushService,
} from '../support/peers/push-service.ts';
import { TEST_PASSWORD } from '../support/test-accounts.ts';
import { browserSkipped, withBrowser } from '../support/with-browser.ts';
import { withServer } from '../support/with-server.ts';

/** A real browser on a busy machine. */
vi.setConfig({ testTimeout: 120_000 });

const words = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../web/i18n/ru/${name}.json`, import.meta.url), 'utf8'));
const [portal, app, shell, casework] = ['portal', 'app', 'shell', 'casework'].map(words);
const PHONE = { viewport: { width: 390, height: 844 } };
const IN_TOWN = jpegWithExif();
const ABROAD = jpegWithExif([41, 1, 0], [28, 58, 0]);

/** The text of the draft that outlives the tab. */
const keptText = (page: Page) =>
  page.evaluate(`new Promise((resolve, reject) => {
    const opened = indexedDB.open('otklik');
    opened.onerror = () => reject(opened.error);
    opened.onsuccess = () => {
      const asked = opened.result.transaction('kept').objectStore('kept').get('draft');
      asked.onerror = () => reject(asked.error);
      asked.onsuccess = () => {
        opened.result.close();
        resolve(asked.result?.draft.text ?? null);
      };
    };
  })`);

describe.skipIf(browserSkipped)('the resident’s app where there is no network', () => {
  const folder = builtWeb();
  const server = withServer({ webFolder: folder, channels: { retryMs: 20 } });
  const browser = withBrowser();
  let network: BadNetwork;
  let push: PushService;
  let key = '';

  beforeAll(async () => {
    network = await startBadNetwork(() => server.url);
    push = await startPushService(() => key);
    await saveAccount(server.database.pool, '54', {
      channel: 'push',
      account: 'main',
      name: 'Уведомления',
      enabled: true,
      secrets: {},
      settings: { hosts: [push.host] },
    });
    server.app.context.channels('54').wake();
  });
  afterAll(() => {
    network.close();
    push.close();
  });

  const sql = async (text: string, values: unknown[] = []) =>
    (await server.database.pool.query(text, values)).rows;
  const filed = (text: string) =>
    sql(
      `select a.number, a.appeal_id, (select count(*)::int from photo p where p.appeal_id = a.appeal_id) as photos
         from appeal a where a.text = $1`,
      [text],
    );
  const away = async (context: BrowserContext) => {
    network.state = 'away';
    await context.setOffline(true);
  };
  const back = async (context: BrowserContext) => {
    network.state = 'good';
    await context.setOffline(false);
  };
  const visit = async (page: Page, path: string) => {
    await page.goto(`${network.url}${path}`);
    await page.waitForFunction(
      'navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)',
    );
  };
  const photo = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer });
  const next = (page: Page) => page.locator('button[type=submit]').click();
  const write = async (
    page: Page,
    text: string,
    address: string,
    photos: ReturnType<typeof photo>[] = [],
  ) => {
    await page.locator('textarea').fill(text);
    await next(page);
    await page.getByLabel(portal.where.label).fill(address);
    await next(page);
    await page.locator('input[type=file]').waitFor({ state: 'attached' });
    if (photos.length > 0) await page.locator('input[type=file]').setInputFiles(photos);
  };

  test('after one visit the form opens without a network; what is filed there, with its photo, arrives once when it is back', async () => {
    const page = await browser.newPage(PHONE);
    const context = page.context();
    await visit(page, '/report');
    await away(context);
    await page.reload();
    await write(page, 'Во дворе не горит фонарь', 'Новосибирск, Лесная, 5', [photo('фонарь.jpg', IN_TOWN)]);
    await page.getByText(app.waiting.photoWaits).waitFor();
    // Without the borders the place has no name yet; it is a point all the same.
    await page.getByRole('button', { name: app.photoPlace.takeIt }).click();
    await next(page);
    await page.getByRole('heading', { name: app.waiting.title }).waitFor();
    expect(await filed('Во дворе не горит фонарь')).toEqual([]);

    // The program is closed and opened again: it still waits, and the words may be changed.
    await page.close();
    const again = await context.newPage();
    await again.goto(`${network.url}/report`);
    await again.getByText('Во дворе не горит фонарь').waitFor();
    await again.getByRole('button', { name: app.waiting.edit }).click();
    await expect.poll(() => again.locator('textarea').inputValue()).toBe('Во дворе не горит фонарь');
    await again.locator('textarea').fill('Во дворе не горят два фонаря');
    await next(again);
    await next(again);
    await again.getByRole('img', { name: 'фонарь.jpg' }).waitFor();
    await next(again);
    await again.getByRole('heading', { name: app.waiting.title }).waitFor();

    await back(context);
    await again.getByRole('link', { name: app.waiting.open }).waitFor();
    const rows = await filed('Во дворе не горят два фонаря');
    expect(rows).toMatchObject([{ photos: 1 }]);
    expect(await again.getByText(rows[0].number).count()).toBe(1);
    expect(await sql('select 1 from appeal')).toHaveLength(1);
    const [{ lat, lon }] = await sql('select lat, lon from appeal');
    expect([lat, lon].map(Number)).toEqual([expect.closeTo(55.025, 4), expect.closeTo(82.9167, 4)]);
    await again.getByRole('button', { name: app.waiting.putAway }).click();
    await again.getByText(app.waiting.open).waitFor({ state: 'detached' });

    // Nothing but the program itself is kept: no answer of the API, no page of a case.
    const keptPaths = await again.evaluate(async () => {
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().map(({ url }) => new URL(url).pathname);
    });
    expect(keptPaths).toContain('/index.html');
    expect(
      keptPaths.filter(
        (path) => !/^\/(assets\/|index\.html$|icon[\w-]*\.(svg|png)$|badge-96\.png$)/.test(path),
      ),
    ).toEqual([]);
    expect(browser.errors).toEqual([]);
  });

  test('an answer lost on the way makes no second appeal', async () => {
    const page = await browser.newPage(PHONE);
    await visit(page, '/report');
    network.state = 'loses_answers';
    await write(page, 'Прорвало трубу у школы', 'Бердск');
    await next(page);
    await page.getByText(app.waiting.tried).waitFor({ timeout: 60_000 });
    expect(await filed('Прорвало трубу у школы')).toHaveLength(1);
    expect(await page.getByRole('button', { name: app.waiting.edit }).count()).toBe(0);
    network.state = 'good';
    await page.getByRole('button', { name: app.waiting.tryNow }).click();
    await page.getByRole('link', { name: app.waiting.open }).waitFor();
    expect(await filed('Прорвало трубу у школы')).toHaveLength(1);
    expect(browser.errors).toEqual([]);
  });

  test('the place of a photo is asked, not imposed; one from abroad says so; a draft of a closed tab is offered', async () => {
    const page = await browser.newPage(PHONE);
    await visit(page, '/report');
    await write(page, 'Яма на дороге', '', [photo('яма.jpg', IN_TOWN)]);
    const asked = page.getByText(app.photoPlace.take.split('{{')[0].trim());
    await asked.waitFor();
    expect(await asked.innerText()).toContain('Новосибирск');
    await page.getByRole('button', { name: app.photoPlace.no, exact: true }).click();
    await page.locator('input[type=file]').setInputFiles([photo('море.jpg', ABROAD)]);
    await page.getByText(app.photoPlace.outside.replace('{{name}}', 'море.jpg')).waitFor();
    await expect.poll(() => keptText(page), { timeout: 20_000 }).toBe('Яма на дороге');
    const context = page.context();
    await page.close();
    const again = await context.newPage();
    await again.goto(`${network.url}/report`);
    await again.getByRole('button', { name: app.draft.accept }).click();
    expect(await again.locator('textarea').inputValue()).toBe('Яма на дороге');
    await next(again);
    await next(again);
    await again.getByRole('img', { name: 'море.jpg' }).waitFor();
    await next(again);
    await again.getByText(portal.filed.title).first().waitFor();
    // «Нет» was an answer: the place stays what the person said.
    const [appeal] =
      await sql(`select lat, (select count(*)::int from photo p where p.appeal_id = a.appeal_id) as photos
      from appeal a where text = 'Яма на дороге'`);
    expect(appeal).toEqual({ lat: null, photos: 2 });
    expect(browser.errors).toEqual([]);
  });

  test('it can be installed, and news of a case come as a notification that opens its page', async () => {
    const keys = createBrowserKeys();
    const page = await browser.newPage(PHONE);
    const context = page.context();
    await context.grantPermissions(['notifications'], { origin: network.url });
    // Chromium on its own has no push service to subscribe with: the browser's side of the subscription is played, the rest is real.
    await page.addInitScript(
      ({ endpoint, keys }) => {
        let present: unknown = null;
        const made = {
          endpoint,
          options: { applicationServerKey: null },
          toJSON: () => ({ endpoint, keys }),
          unsubscribe: async () => true,
        };
        PushManager.prototype.getSubscription = async () => present as PushSubscription | null;
        PushManager.prototype.subscribe = async () => (present = made) as unknown as PushSubscription;
      },
      { endpoint: `http://${push.host}/phone`, keys: keys.keys },
    );
    await visit(page, '/report');
    const session = await context.newCDPSession(page);
    const manifest = await session.send('Page.getAppManifest');
    expect(manifest.errors).toEqual([]);
    expect(JSON.parse(manifest.data!).name).toBe(
      `Отклик — ${server.app.context.region('54').registry().file.name}`,
    );
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    // Playwright's contexts are all incognito; nothing else may stand in the way.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
      [],
    );

    const answer = await server.anybody.call('fileAppeal', { body: { text: 'Не вывозят мусор' } });
    key = (await server.anybody.call('pushOffer', { params: { token: answer.followUrl.split('/').at(-1)! } }))
      .key!;
    await page.goto(`${network.url}${answer.followUrl}`);
    await page.getByRole('button', { name: app.push.turnOn }).click();
    await page.getByRole('button', { name: app.push.turnOff }).waitFor();

    const operator = await server.as('operator');
    const [{ version }] = await sql('select version from appeal where appeal_id = $1', [answer.id]);
    const rejected = await operator.ask('actOnCase', {
      params: { id: answer.id },
      body: { action: 'reject', why: 'not_an_appeal', reason: 'Это не обращение, а проверка.' },
      headers: { 'if-match': `"${version}"` },
    });
    expect(rejected.status, await rejected.text()).toBe(200);
    await expect.poll(() => push.pushed.length, { timeout: 20_000 }).toBe(1);
    const note = decryptPush(push.pushed[0]!.body, keys);

    const registration = new Promise<string>((resolve) => {
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const own = registrations.find(({ scopeURL }) => scopeURL === `${network.url}/`);
        if (own) resolve(own.registrationId);
      });
    });
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.deliverPushMessage', {
      origin: network.url,
      registrationId: await registration,
      data: note,
    });
    const shown = () =>
      page.evaluate(async () =>
        (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body }) => ({
          title,
          body,
        })),
      );
    await expect
      .poll(shown, { timeout: 10_000 })
      .toEqual([{ title: `№ ${answer.number}`, body: JSON.parse(note).text }]);
    await page.reload();
    expect(browser.errors).toEqual([]);
  });

  test('an executor in a cellar reads his cases and writes the answer; after the sign-out nothing of it is on the phone', async () => {
    const decision = {
      topic: 'roads.potholes',
      municipality: '50708000',
      organisation: 'mintrans',
      state: 'auto',
    };
    const [one] = await fill(server, [
      { message: { text: 'Провал на Лесной' }, decision: { ...decision, state: 'auto' } },
    ]);
    const executor = await server.as('mintrans-executor');
    await executor.ask('actOnCase', {
      params: { id: one!.appealId },
      body: { action: 'take' },
      headers: { 'if-match': '"1"' },
    });
    const page = await browser.newPage(PHONE);
    const context = page.context();
    await page.goto(`${network.url}/mine`);
    await page.getByLabel(shell.signIn.login, { exact: true }).fill('mintrans-executor');
    await page.getByLabel(shell.signIn.password, { exact: true }).fill(TEST_PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText(one!.number).first().click();
    await page.getByLabel(casework.answer.understood).waitFor();
    await page.waitForFunction('navigator.serviceWorker.ready');
    // The program of the staff's pages comes after the sign-in.
    await expect
      .poll(
        () =>
          page.evaluate(async () =>
            (await (await caches.open((await caches.keys())[0]!)).keys()).some(({ url }) =>
              url.includes('appeal-page'),
            ),
          ),
        { timeout: 20_000 },
      )
      .toBe(true);
    await away(context);
    await page.reload();
    await page.getByText('Провал на Лесной').first().waitFor();
    await page.getByText(app.staff.offline.split('{{')[0].trim()).waitFor();
    await page.getByLabel(casework.answer.understood).fill('Вы пишете о провале на Лесной улице.');
    await page.goto(`${network.url}/mine`);
    await page.getByText(one!.number).first().click();
    await expect.poll(() => page.getByLabel(casework.answer.understood).inputValue()).toContain('о провале');
    await back(context);
    const drafts = () => sql('select understood from draft where appeal_id = $1', [one!.appealId]);
    await expect
      .poll(drafts, { timeout: 30_000 })
      .toEqual([{ understood: 'Вы пишете о провале на Лесной улице.' }]);
    await page.reload();
    await page.getByRole('button', { name: shell.account }).click();
    await page.getByText(shell.signOut).click();
    await page.waitForURL((url) => url.pathname === '/sign-in');
    const left = await page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const asked = indexedDB.open('otklik-staff');
        asked.onsuccess = () => resolve(asked.result);
      });
      const count = database.transaction('kept').objectStore('kept').count();
      return new Promise<number>((resolve) => {
        count.onsuccess = () => resolve(count.result);
      });
    });
    expect(left).toBe(0);
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('otklik.draft'))),
    ).toEqual([]);
    expect(browser.errors).toEqual([]);
  });

  test('a new version is offered, not forced; taken, it removes what the old one kept', async () => {
    const page = await browser.newPage(PHONE);
    await visit(page, '/report');
    await page.locator('textarea').fill('Пишу при старой версии');
    const caches = () => page.evaluate(() => window.caches.keys());
    const before = await caches();
    const file = join(folder, 'sw.js');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"version":"\w+"/, '"version":"next"'));
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    await page.getByText(app.update.text).waitFor();
    expect(await caches()).toEqual(expect.arrayContaining(before));
    await Promise.all([
      page.waitForEvent('load'),
      page.getByRole('button', { name: app.update.now }).click(),
    ]);
    expect(await page.locator('textarea').inputValue()).toBe('Пишу при старой версии');
    await expect.poll(caches).toEqual(['otklik-app-next']);
    expect(browser.errors).toEqual([]);
  });
});
