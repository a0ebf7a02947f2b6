import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { saveAccount } from '../../server/channels/index.ts';
import { builtWeb } from '../support/built-web.ts';
import { TEST_PASSWORD } from '../support/test-accounts.ts';
import { browserSkipped, withBrowser } from '../support/with-browser.ts';
import { withServer } from '../support/with-server.ts';

/** A real browser on a busy machine: three screens of a form take their time. */
vi.setConfig({ testTimeout: 90_000 });

const words = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../web/i18n/ru/${name}.json`, import.meta.url), 'utf8'));
const [portal, shell, channels] = ['portal', 'shell', 'channels'].map(words);

describe.skipIf(browserSkipped)('somebody else’s page with a strict policy', () => {
  const server = withServer({ webFolder: builtWeb() });
  const browser = withBrowser();
  let foreign: Server;
  let site: string;

  beforeAll(async () => {
    foreign = createServer((_request, response) => {
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': `default-src 'none'; script-src ${server.url}; frame-src ${server.url}`,
      });
      response.end(`<!doctype html><html lang="ru"><title>Школа № 7</title><h1>Школа № 7</h1>
        <a href="${server.url}/report?org=school-7" data-otklik>Сообщить о проблеме</a>
        <script src="${server.url}/widget.js" data-org="school-7" async></script>`);
    });
    await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
    site = `http://localhost:${(foreign.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    foreign.close();
  });

  test('shows the form over itself, remembers where from, sets no cookie; without JavaScript the link leads to the form', async () => {
    const page = await browser.newPage();
    const refused: string[] = [];
    page.on('console', (line) => /Content Security Policy/.test(line.text()) && refused.push(line.text()));
    await page.goto(`${site}/news?utm_source=vk&secret=1`);
    await page.waitForFunction('window.otklikWidget');
    await page.getByRole('link', { name: 'Сообщить о проблеме' }).click();
    const frame = page.frameLocator('iframe');
    await frame.locator('textarea').first().fill('В раздевалке школы течёт потолок');
    for (let step = 0; step < 3; step += 1) await frame.locator('button[type=submit]').click();
    await frame.getByText(portal.filed.title).first().waitFor();
    const { rows } = await server.database.pool.query(
      `select a.source_name, m.raw from appeal a join message m using (region_id, appeal_id)`,
    );
    expect(rows).toMatchObject([
      {
        source_name: 'school-7',
        raw: { source: { organisation: 'school-7', page: `${site}/news`, utm: { source: 'vk' } } },
      },
    ]);
    expect(await page.context().cookies()).toEqual([]);
    expect(refused).toEqual([]);
    expect(browser.errors).toEqual([]);

    const bare = await browser.newPage({ javaScriptEnabled: false });
    await bare.goto(site);
    await bare.getByRole('link', { name: 'Сообщить о проблеме' }).click();
    expect(new URL(bare.url()).pathname).toBe('/report');
  });

  test('the console may not be framed', async () => {
    const policy = async (path: string) =>
      (await server.anybody.fetch(path)).headers.get('content-security-policy') ?? '';
    expect(await policy('/report?embed=1')).toContain('frame-ancestors *');
    for (const path of ['/', '/map', '/reports', '/sign-in?to=/report'])
      expect(await policy(path)).toContain("frame-ancestors 'self'");
  });

  test('the administrator reads what failed and tries it again', async () => {
    await saveAccount(server.database.pool, '54', {
      channel: 'telegram',
      account: 'main',
      name: 'Бот Администрации города Новосибирска и Новосибирской области',
      enabled: true,
      settings: {},
      secrets: { token: 'OTKLIK_TELEGRAM_TOKEN', secret: 'OTKLIK_TELEGRAM_SECRET' },
    });
    await server.database.pool.query(
      `insert into incoming_delivery (region_id, channel, account, event_id, delivery_id, received_at, body, body_until, state, next_at, error)
       values ('54', 'telegram', 'main', 'x', gen_random_uuid(), now(), '{}', current_date + 90, 'dead', now(), 'Это не JSON.')`,
    );
    const page = await browser.newPage();
    await page.goto(`${server.url}/channels?view=connections`);
    await page.getByLabel(shell.signIn.login, { exact: true }).fill('administrator');
    await page.getByLabel(shell.signIn.password, { exact: true }).fill(TEST_PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('Это не JSON.').waitFor();
    if (process.env.OTKLIK_SCREENS) {
      await page.screenshot({ path: join(process.env.OTKLIK_SCREENS, 'channels.png') });
      await page.setViewportSize({ width: 390, height: 844 });
      await page.screenshot({ path: join(process.env.OTKLIK_SCREENS, 'channels-phone.png') });
      await page.setViewportSize({ width: 1440, height: 900 });
    }
    await page.getByRole('button', { name: channels.readAgain }).click();
    // Read again, it is as unreadable as before, with a reason of today.
    await page.getByText(/update_id/).waitFor();
    await page.getByText(channels.pilot.name).click();
    await page.getByText('Наружу ничего не уходит', { exact: false }).waitFor();
  });
});
