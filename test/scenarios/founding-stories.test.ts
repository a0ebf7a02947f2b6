import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CaseActionInput } from '../../contract/casework.ts';
import { followTokenOf } from '../../server/casework/index.ts';
import type { Clock } from '../../server/platform/clock.ts';
import { builtWeb } from '../support/built-web.ts';
import type { Client } from '../support/client.ts';
import { fill } from '../support/fill.ts';
import { TEST_PASSWORD } from '../support/test-accounts.ts';
import { browserSkipped, withBrowser } from '../support/with-browser.ts';
import { withServer } from '../support/with-server.ts';

/** Words of the interface come from its own catalogue: a better wording must not break the story. */
const shell = JSON.parse(readFileSync(new URL('../../web/i18n/ru/shell.json', import.meta.url), 'utf8'));

const DAY = 86_400_000;
let shiftMs = 0;
/** A Monday, ten in the morning in Novosibirsk. */
const START = Date.parse('2026-11-23T03:00:00Z');
const clock: Clock = { now: () => new Date(START + shiftMs) };

describe.skipIf(browserSkipped)(
  'stories that the product was asked for by those who founded such centres',
  () => {
    const webFolder = builtWeb();
    const server = withServer({ webFolder, clock });
    const browser = withBrowser();
    let ministry: Client;
    let leader: Client;
    let operator: Client;
    let id: string;
    let followUrl: string;

    beforeAll(async () => {
      [ministry, leader, operator] = (await Promise.all(
        ['mintrans-executor', 'mintrans-approver', 'operator'].map((login) => server.as(login)),
      )) as [Client, Client, Client];
      await server.database.pool.query(`update session set expires_at = '2100-01-01'`);
    });
    beforeEach(() => {
      shiftMs = 0;
    });

    async function filed(text: string, topic: string): Promise<void> {
      const [one] = await fill(server, [
        {
          message: { text, filedAt: clock.now(), regime: 'pos_message' },
          decision: { topic, municipality: '50708000', organisation: 'mintrans', state: 'auto' },
        },
      ]);
      id = one!.appealId;
      followUrl = `/follow/${followTokenOf(server.app.context.region('54').secret, '54', id)}`;
    }

    async function done(by: Client, body: CaseActionInput): Promise<string> {
      const { rows } = await server.database.pool.query('select version from appeal where appeal_id = $1', [
        id,
      ]);
      const headers = { 'if-match': `"${rows[0].version}"` };
      return (await by.call('actOnCase', { params: { id }, body, headers })).status;
    }

    async function signedIn(login: string, to: string): Promise<Page> {
      const page = await browser.newPage();
      await page.goto(`${server.url}${to}`);
      await page.getByLabel(shell.signIn.login, { exact: true }).fill(login);
      await page.getByLabel(shell.signIn.password, { exact: true }).fill(TEST_PASSWORD);
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.pathname === to);
      return page;
    }

    const shown = async (page: Page) => (await page.getByRole('main').innerText()).replace(/\s+/g, ' ');

    test('the bus: the ministry, the district and the carrier mend a broken connection within three days, and all of it is on the timeline', async () => {
      await filed(
        'После смены расписания автобус № 108 уходит до прихода утреннего поезда, не успеваем в больницу.',
        'transport.schedule',
      );
      await done(ministry, { action: 'take' });
      const district = await ministry.call('askPart', {
        params: { id },
        body: {
          organisation: 'adm-50708000',
          task: 'Сверить расписание с районной больницей',
          until: '2026-11-25',
        },
      });
      const carrier = await ministry.call('askPart', {
        params: { id },
        body: {
          contractor: 'ООО «Районный перевозчик»',
          task: 'Вернуть отправление в 7:10',
          until: '2026-11-25',
        },
      });
      shiftMs = DAY;
      const done1 = 'Приём в больнице с 8:00, людям нужно отправление в 7:10';
      await ministry.call('settlePart', {
        params: { id: district.id },
        body: { state: 'done', result: done1 },
      });
      await ministry.call('settlePart', {
        params: { id: carrier.id },
        body: { state: 'done', result: 'Расписание изменено с 25 ноября' },
      });
      shiftMs = 2 * DAY;
      const draft = await ministry.call('saveDraft', {
        params: { id },
        body: {
          understood: 'Автобус № 108 перестал ждать утренний поезд.',
          cause: 'Расписание сменили, не сверив его с поездом.',
          plan: 'С 25 ноября отправление снова в 7:10.',
          outcome: 'solved',
        },
      });
      await done(ministry, { action: 'submit', draft: draft.id });
      expect(await done(leader, { action: 'approve' })).toBe('answered');

      const { rows } = await server.database.pool.query(
        'select answered_at - filed_at <= interval $$3 days$$ as quick, co_executors from appeal where appeal_id = $1',
        [id],
      );
      expect(rows[0]).toEqual({ quick: true, co_executors: ['adm-50708000'] });

      const page = await signedIn('mintrans-executor', `/appeals/${id}`);
      for (const words of [
        'С 25 ноября отправление снова в 7:10.',
        'Администрация города Бердска',
        'Районный перевозчик',
        'Расписание изменено с 25 ноября',
      ])
        await expect.poll(() => shown(page), { timeout: 30_000 }).toContain(words);

      const resident = await browser.newPage({ viewport: { width: 390, height: 844 } });
      await resident.goto(server.url + followUrl);
      await resident.getByText('С 25 ноября отправление снова в 7:10.').first().waitFor();
      // What bodies say to one another is not for the resident's page.
      expect(await shown(resident)).not.toContain('перевозчик');
      expect(browser.errors).toEqual([]);
    }, 120_000);

    test('a federal matter is handed out with a day to wait for, and its result comes back to the resident', async () => {
      await filed('На трассе Р-256 у съезда на Бердск разбита обочина, опасно.', 'roads.potholes');
      await done(operator, {
        action: 'hand_out',
        to: 'ФКУ «Сибуправтодор»',
        level: 'federal',
        reason: 'Федеральная трасса',
        until: '2026-12-15',
      });
      const resident = await browser.newPage({ viewport: { width: 390, height: 844 } });
      await resident.goto(server.url + followUrl);
      await resident.getByText('ФКУ «Сибуправтодор»').first().waitFor();
      shiftMs = 14 * DAY;
      await done(operator, {
        action: 'take_result',
        text: 'Сибуправтодор сообщил: обочину отсыпали 4 декабря.',
        outcome: 'solved',
      });
      await resident.reload();
      await resident.getByText('обочину отсыпали 4 декабря').first().waitFor();
      expect(browser.errors).toEqual([]);
    }, 120_000);

    test('a promise that was not kept is broken in the register and stands before the curator on the board', async () => {
      await filed('Остановка без навеса, ждём под снегом.', 'transport.stops');
      await done(ministry, { action: 'take' });
      await done(ministry, {
        action: 'give_interim',
        text: 'Навес поставим до конца ноября, подрядчик выбран.',
        until: '2026-11-27',
      });
      shiftMs = 6 * DAY;
      await server.app.context.region('54').ticks.run();
      await server.settled();
      const promise = await server.database.pool.query('select state from promise where appeal_id = $1', [
        id,
      ]);
      expect(promise.rows).toEqual([{ state: 'broken' }]);
      const board = await signedIn('curator', '/control');
      await expect.poll(() => shown(board), { timeout: 30_000 }).toContain('Министерство транспорта');
      const found = await server.database.pool.query('select why from escalation where appeal_id = $1', [id]);
      expect(found.rows.length).toBeGreaterThan(0);
      const list = await (await server.as('curator')).call('appeals', { query: { promised: 'broken' } });
      expect(list.rows.map((row) => row.id)).toEqual([id]);
      expect(browser.errors).toEqual([]);
    }, 120_000);
  },
);
