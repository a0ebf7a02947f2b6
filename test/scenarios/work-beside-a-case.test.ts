import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { builtWeb } from '../support/built-web.ts';
import { fill } from '../support/fill.ts';
import { TEST_PASSWORD } from '../support/test-accounts.ts';
import { browserSkipped, withBrowser } from '../support/with-browser.ts';
import { withServer } from '../support/with-server.ts';

const words = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../web/i18n/ru/${name}.json`, import.meta.url), 'utf8'));
const [casefile, bulk, casework, norms] = ['casefile', 'bulk', 'casework', 'norms'].map(words);
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(browserSkipped)('work beside a case, many at once, norms', () => {
  const server = withServer({ webFolder: builtWeb() });
  const browser = withBrowser();

  async function signedIn(login: string): Promise<Page> {
    const page = await browser.newPage();
    const answer = await page.context().request.post(`${server.url}/api/session`, {
      data: { login, password: TEST_PASSWORD },
    });
    expect(answer.ok()).toBe(true);
    return page;
  }
  async function accessible(page: Page): Promise<void> {
    await page.evaluate(AXE);
    // What is still fading in has no contrast yet.
    await page.evaluate(
      `Promise.allSettled(document.getAnimations()
         .filter(({ effect }) => effect.getComputedTiming().endTime < Infinity).map(({ finished }) => finished))`,
    );
    const found = (await page.evaluate(
      `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
         violations.map(({ id, nodes }) => id + ' ' + nodes[0].target.join(' ')))`,
    )) as string[];
    expect(found, page.url()).toEqual([]);
  }

  test('a note calls a colleague, words become a case, many are given at once, a norm says what it will do', async () => {
    const part = {
      organisation: 'mintrans',
      topic: 'roads.potholes',
      municipality: '50708000',
      state: 'auto',
    } as const;
    const filed = await fill(
      server,
      Array.from({ length: 5 }, () => ({
        message: { text: 'На Лесной яма. У дома 4 не горит фонарь, темно.' },
        decision: part,
      })),
    );
    const page = await signedIn('mintrans-coordinator');
    const id = filed[0]!.appealId;
    const coordinator = await server.as('mintrans-coordinator');

    await page.goto(`${server.url}/appeals/${id}`);
    const note = page.getByLabel(casefile.note.add, { exact: true });
    await note.pressSequentially('Спросить @mintrans-coll');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await expect
      .poll(async () => (await coordinator.call('caseFile', { params: { id } })).notes[0]?.mentions)
      .toEqual(['mintrans-colleague']);
    await page.setInputFiles('input[type=file]', {
      name: 'яма.png',
      mimeType: 'image/png',
      buffer: await page.screenshot(),
    });
    await page.getByAltText('яма.png').waitFor();

    // Selected as by a hand: the button comes to the words of the resident, not to those of colleagues.
    await page.evaluate(`(() => {
      const walker = document.createTreeWalker(document.querySelector('[data-kind=appeal]'), NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      for (let node; (node = walker.nextNode()); ) {
        if (node.textContent.includes('не горит')) {
          range.setStart(node, node.textContent.indexOf('не горит'));
          range.setEnd(node, node.textContent.length);
        }
      }
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    })()`);
    await page.getByRole('button', { name: casefile.split.button }).click();
    await page.getByRole('button', { name: casefile.split.apply, exact: true }).click();
    await page.getByText(casefile.split.done.replace('{{number}}', '')).waitFor();
    await accessible(page);

    await page.goto(`${server.url}/appeals?organisation=mintrans&topic=roads.potholes`);
    const boxes = page.locator('[role=cell] input[type=checkbox]');
    await boxes.nth(0).click();
    await boxes.nth(4).click({ modifiers: ['Shift'] });
    await page.getByRole('button', { name: casework.action.assign }).click();
    await page.locator('[role=dialog] input[value="mintrans-executor"]').check();
    await page.getByRole('button', { name: bulk.look }).click();
    await page.getByRole('button', { name: /5/ }).last().click();
    await page.getByRole('button', { name: bulk.close, exact: true }).waitFor();
    await accessible(page);
    const given = await server.database.pool.query(
      `select count(*)::int as n from appeal where assignee = 'mintrans-executor' and appeal_id = any($1)`,
      [filed.map((each) => each.appealId)],
    );
    expect(given.rows[0].n).toBe(5);

    const administrator = await signedIn('administrator');
    await administrator.goto(`${server.url}/norms?open=roads`);
    await administrator.getByRole('button', { name: /Ямы/ }).first().click();
    await administrator.getByLabel(norms.topic.days).fill('2');
    await administrator.getByText(norms.effect.open_many.split(' {{')[0]).waitFor();
    await administrator.getByRole('button', { name: norms.apply }).click();
    await expect
      .poll(async () => {
        const rows = await server.database.pool.query(
          `select norm_days from topic where code = 'roads.potholes'`,
        );
        return rows.rows[0].norm_days;
      })
      .toBe(2);
    for (const path of [
      '/norms?open=roads',
      '/norms?view=policies',
      '/people',
      '/people?view=groups',
      '/templates',
    ]) {
      await administrator.goto(server.url + path);
      await administrator.locator('main h1').waitFor();
      await administrator.waitForLoadState('networkidle');
      await accessible(administrator);
    }
    expect(browser.errors).toEqual([]);
  }, 180_000);
});
