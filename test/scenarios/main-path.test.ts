import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { builtWeb } from '../support/built-web.ts';
import { fill } from '../support/fill.ts';
import { TEST_PASSWORD } from '../support/test-accounts.ts';
import { browserSkipped, withBrowser } from '../support/with-browser.ts';
import { withServer } from '../support/with-server.ts';

/** Words of the interface come from its own catalogue: a better wording must not break the story. */
const words = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../web/i18n/ru/${name}.json`, import.meta.url), 'utf8'));
const [portal, triage, shell, map] = ['portal', 'triage', 'shell', 'map'].map(words);

const TEXT = 'Опять то же самое, сколько можно, примите меры, пожалуйста. Пишу уже третий раз.';

describe.skipIf(browserSkipped)('from a resident’s words to the count on the map', () => {
  const server = withServer({ webFolder: builtWeb() });
  const browser = withBrowser();

  async function signIn(page: Page, login: string, to: string): Promise<void> {
    await page.goto(`${server.url}${to}`);
    await page.getByLabel(shell.signIn.login, { exact: true }).fill(login);
    await page.getByLabel(shell.signIn.password, { exact: true }).fill(TEST_PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === to);
  }

  /** The figure «accepted» above the map. */
  const accepted = async (page: Page): Promise<number> => {
    const figure = page
      .locator('dl > div', { has: page.locator('dt', { hasText: map.figures.accepted }) })
      .locator('dd');
    return Number((await figure.first().innerText()).replace(/\D/g, '') || 'NaN');
  };

  test('three screens, one correction by keyboard, the right body with a deadline, and a map that counts by itself', async () => {
    await fill(
      server,
      [...Array(7)].map(() => ({
        message: { filedAt: server.app.context.clock.now() },
        decision: { state: 'auto' as const, municipality: '50708000' },
      })),
    );

    const watcher = await browser.newPage();
    await signIn(watcher, 'head', '/map');
    await expect.poll(() => accepted(watcher), { timeout: 30_000 }).toBe(7);
    // Gone after any reload.
    await watcher.evaluate('window.stillTheSamePage = true');

    const resident = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await resident.goto(`${server.url}/report`);
    await resident.getByLabel(portal.what.label).fill(TEXT);
    await resident.getByRole('button', { name: portal.report.next }).click();
    await resident.getByLabel(portal.where.label).fill('Бердск, улица Ленина, 5');
    await resident.getByRole('button', { name: portal.report.next }).click();
    await resident.getByRole('button', { name: portal.report.send }).click();
    await resident.getByRole('heading', { name: portal.filed.title }).waitFor();
    const number = /54-\d\d-\d{6}/.exec(await resident.getByRole('main').innerText())![0];

    await expect.poll(() => accepted(watcher), { timeout: 20_000 }).toBe(8);
    expect(await watcher.evaluate('window.stillTheSamePage')).toBe(true);

    const operator = await browser.newPage();
    await signIn(operator, 'operator', '/triage');
    await operator.getByRole('article', { name: number }).waitFor();
    const client = await server.as('operator');
    const registry = await client.call('registry');
    // A topic whose name no other topic shares, and not one that was suggested.
    const [queued] = (await client.call('triageQueue', { query: { limit: 1 } })).rows;
    const suggested = new Set(queued!.suggestions.map(({ code }) => code));
    const leaves = registry.topics.filter((topic) => topic.leaf);
    const topic = leaves.find(
      (one) =>
        one.sector !== 'outside' &&
        !suggested.has(one.code) &&
        leaves.every((other) => other === one || !other.name.includes(one.name)),
    )!;
    const expected = await client.call('previewRoute', {
      query: { topic: topic.code, municipality: queued!.municipality ?? undefined },
    });
    await operator.keyboard.press('/');
    await operator.keyboard.type(topic.name);
    await operator.getByRole('option').first().waitFor();
    await operator.keyboard.press('Enter');
    await operator.getByText(triage.correct).first().waitFor();
    await operator.keyboard.press('Enter');
    await operator.getByText(triage.decided.replace('{{number}}', number)).first().waitFor();

    const card = await expect
      .poll(() => client.call('appeal', { params: { id: queued!.id } }), { timeout: 10_000 })
      .toMatchObject({ number, topic: topic.code, triage: 'corrected', organisation: expected.organisation })
      .then(() => client.call('appeal', { params: { id: queued!.id } }));
    expect(Date.parse(card.dueAt!)).toBeGreaterThan(server.app.context.clock.now().getTime());

    await operator.goto(`${server.url}/appeals/${queued!.id}`);
    const body = registry.organisations.find(({ code }) => code === expected.organisation)!;
    const shown = operator.getByRole('main');
    await expect.poll(() => shown.innerText(), { timeout: 20_000 }).toContain(number);
    const text = await shown.innerText();
    expect(text).toContain(TEXT);
    expect(text.includes(body.name) || text.includes(body.shortName)).toBe(true);
    expect(text).toMatch(/срок|до \d/i);

    // The correction has moved the count to another row without changing the whole.
    expect(await accepted(watcher)).toBe(8);
    const link = await resident.locator('input[readonly]').inputValue();
    await resident.goto(server.url + new URL(link).pathname);
    await resident.getByText(body.name).first().waitFor();
    expect(browser.errors).toEqual([]);
  }, 180_000);

  test('what a resident typed as markup stays text on the follow page', async () => {
    const filed = await server.anybody.call('fileAppeal', {
      body: { text: '<img src=x onerror="window.broken=1"> яма у дома' },
    });
    const page = await browser.newPage();
    await page.goto(server.url + filed.followUrl);
    await page.getByText('яма у дома').first().waitFor();
    expect(await page.evaluate('window.broken')).toBeUndefined();
  }, 60_000);
});
