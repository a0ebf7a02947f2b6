import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { followTokenOf } from '../../server/casework/index.ts';
import { builtWeb } from '../support/built-web.ts';
import { fill } from '../support/fill.ts';
import { TEST_PASSWORD } from '../support/test-accounts.ts';
import { browserSkipped, withBrowser } from '../support/with-browser.ts';
import { withServer } from '../support/with-server.ts';

/** Words of the interface come from its own catalogue: a better wording must not break the story. */
const words = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../web/i18n/ru/${name}.json`, import.meta.url), 'utf8'));
const [casework, portal, shell, vocabulary] = ['casework', 'portal', 'shell', 'vocabulary'].map(words);

describe.skipIf(browserSkipped)('the life of a case on the screens', () => {
  const server = withServer({ webFolder: builtWeb() });
  const browser = withBrowser();

  async function signIn(login: string, to: string): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(`${server.url}${to}`);
    await page.getByLabel(shell.signIn.login, { exact: true }).fill(login);
    await page.getByLabel(shell.signIn.password, { exact: true }).fill(TEST_PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === to);
    return page;
  }

  async function fileOne() {
    const [filed] = await fill(server, [
      {
        message: { text: 'На Лесной у дома 12 яма, в неё падают дети.' },
        decision: {
          topic: 'roads.potholes',
          municipality: '50708000',
          organisation: 'mintrans',
          state: 'auto',
        },
      },
    ]);
    const { secret } = server.app.context.region('54');
    return { ...filed!, link: `${server.url}/follow/${followTokenOf(secret, '54', filed!.appealId)}` };
  }
  const status = async (id: string) =>
    (await (await server.as('operator')).call('appeal', { params: { id } })).status;
  const becomes = (id: string, wanted: string) =>
    expect.poll(() => status(id), { timeout: 20_000 }).toBe(wanted);
  const block = (page: Page, name: 'understood' | 'cause' | 'plan') =>
    page.getByLabel(casework.answer[name], { exact: true });
  const chooseOutcome = async (page: Page, outcome: string) => {
    await page.getByLabel(casework.answer.outcome, { exact: true }).click();
    await page.getByRole('option', { name: vocabulary.outcome[outcome], exact: true }).click();
  };

  test('taken, answered, returned, mended, approved, not solved, and not offered to the one who answered', async () => {
    const { appealId: id, number, link } = await fileOne();

    const executor = await signIn('mintrans-executor', '/mine');
    await executor.getByText(number).waitFor();
    await executor.keyboard.press('t');
    await executor.waitForURL((url) => url.pathname === `/appeals/${id}`);
    await becomes(id, 'in_work');
    await block(executor, 'understood').fill('Здравствуйте! Вы пишете о яме на Лесной у дома 12.');
    await block(executor, 'cause').fill('Весной размыло основание дороги.');
    await block(executor, 'plan').fill('Отремонтируем.');
    // Beside the text stands what is wrong with it.
    await executor.getByText(casework.check.date_missing.title).waitFor();
    await chooseOutcome(executor, 'explained');
    // A promise without a day is refused whatever is said of it.
    await block(executor, 'plan').press('Control+Enter');
    await executor.getByText(casework.answer.harm).waitFor();
    expect(await status(id)).toBe('in_work');
    // A warning does not forbid: it asks why, and the cursor stands there.
    await block(executor, 'plan').fill('Бригада осмотрела яму.');
    await chooseOutcome(executor, 'not_solved');
    const despite = executor.getByLabel(casework.answer.despite, { exact: true });
    await despite.waitFor();
    await block(executor, 'plan').press('Control+Enter');
    const asked = await despite.getAttribute('id');
    await expect.poll(() => executor.evaluate('document.activeElement.id')).toBe(asked);
    await despite.fill('День назовём после осмотра');
    await despite.press('Control+Enter');
    await becomes(id, 'approval');

    const approver = await signIn('mintrans-approver', '/approvals');
    await approver.getByRole('article', { name: number }).waitFor();
    await approver.keyboard.press('n');
    await approver.getByLabel(casework.field.return_draft.reason).fill('Назовите день, когда закончите');
    await approver.keyboard.press('Control+Enter');
    await becomes(id, 'in_work');

    await executor.getByText('Назовите день, когда закончите').first().waitFor();
    await block(executor, 'plan').fill('Бригада осмотрела яму. Отремонтируем до 20 мая.');
    await chooseOutcome(executor, 'explained');
    await block(executor, 'plan').press('Control+Enter');
    await becomes(id, 'approval');

    // What was struck out and written in since it was returned.
    const added = approver.locator('ins', { hasText: 'до 20 мая' });
    await expect.poll(() => added.count(), { timeout: 20_000 }).toBe(1);
    await approver.keyboard.press('y');
    // Within the window nothing has left, and it can be taken back.
    await approver.keyboard.press('u');
    await approver.getByRole('article', { name: number }).waitFor();
    expect(await status(id)).toBe('approval');
    await approver.keyboard.press('y');
    await becomes(id, 'answered');

    const resident = await browser.newPage({ viewport: { width: 320, height: 640 } });
    await resident.goto(link);
    await resident.getByText('Отремонтируем до 20 мая.').waitFor();
    await resident.getByRole('button', { name: portal.dispute.title }).first().click();
    await resident.getByLabel(portal.dispute.title).fill('Яма на месте');
    await resident.getByRole('button', { name: portal.dispute.send }).click();
    await resident.getByText(portal.status.reopened).first().waitFor();
    expect(
      await resident.evaluate('document.documentElement.scrollWidth <= window.innerWidth'),
      'the page is wider than 320 px',
    ).toBe(true);
    await becomes(id, 'reopened');

    await executor.goto(`${server.url}/appeals/${id}`);
    await executor.getByText(casework.closer).waitFor();
    expect(await executor.getByRole('button', { name: casework.action.take }).count()).toBe(0);
    const colleague = await signIn('mintrans-colleague', `/appeals/${id}`);
    await colleague.getByRole('button', { name: casework.action.take }).click();
    await becomes(id, 'in_work');
    expect(browser.errors).toEqual([]);
  }, 240_000);

  test('a promise with a date is seen on the card and by the resident; somebody quicker is told of', async () => {
    const { appealId: id, link } = await fileOne();
    const executor = await signIn('mintrans-executor', `/appeals/${id}`);
    await executor.getByRole('button', { name: casework.action.take }).click();
    await becomes(id, 'in_work');
    // The cursor stands in the answer; a letter is an action again once it has left.
    await executor.locator('textarea:focus').waitFor();
    await executor.keyboard.press('Escape');
    await executor.keyboard.press('i');
    const form = executor.getByRole('dialog');
    await form.getByRole('textbox').first().fill('Здравствуйте! Подрядчик найден, яму заделает через месяц.');
    await form.getByRole('button', { name: casework.quick.month }).click();

    // Meanwhile the case becomes somebody else's in another window.
    const approver = await server.as('mintrans-approver');
    const card = await approver.call('appeal', { params: { id } });
    await approver.call('actOnCase', {
      params: { id },
      body: { action: 'assign', to: 'mintrans-colleague' },
      headers: { 'if-match': `"${card.version}"` },
    });
    await form.getByRole('button', { name: casework.press.give_interim }).click();
    // Where the live line was faster than the hand there is nothing to refuse.
    await expect
      .poll(
        async () =>
          (await status(id)) === 'interim_answer' ||
          (await executor.getByRole('button', { name: casework.redo }).count()) === 1,
        { timeout: 20_000 },
      )
      .toBe(true);
    if ((await status(id)) !== 'interim_answer')
      await executor.getByRole('button', { name: casework.redo }).click();
    await becomes(id, 'interim_answer');

    await executor.getByText(casework.life.promise.open).waitFor();
    const { life } = await approver.call('appeal', { params: { id } });
    expect(life.promises).toMatchObject([{ state: 'open' }]);
    const resident = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await resident.goto(link);
    await resident.getByText('Подрядчик найден').first().waitFor();
    await resident.getByText(portal.follow.promise.open.split('{{date}}')[0].trim()).first().waitFor();
    // And without JavaScript.
    const plain = await (await fetch(`${link}/plain`)).text();
    expect(plain).toContain('<dt>Обещано</dt>');
    expect(browser.errors).toEqual([]);
  }, 180_000);
});
