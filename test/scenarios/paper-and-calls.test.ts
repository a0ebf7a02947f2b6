import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { builtWeb } from '../support/built-web.ts';
import { TEST_PASSWORD } from '../support/test-accounts.ts';
import { browserSkipped, type TestBrowser, withBrowser } from '../support/with-browser.ts';
import { withServer } from '../support/with-server.ts';

const server = withServer({ webFolder: builtWeb() });
const browser = withBrowser();
const folder = mkdtempSync(join(tmpdir(), 'otklik-paper-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** Pictures of the steps go there when it is set. */
const PICTURES = process.env.OTKLIK_PICTURES;
if (PICTURES) mkdirSync(PICTURES, { recursive: true });

/** The smallest file that a browser would show as a PDF. */
const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF';

async function enter(from: TestBrowser, login: string, to: string, width = 1440) {
  const page = await from.newPage({ viewport: { width, height: width < 500 ? 844 : 900 } });
  await page.goto(`${server.url}/sign-in?to=${encodeURIComponent(to)}`);
  await page.getByLabel('Логин').fill(login);
  await page.getByLabel('Пароль', { exact: true }).fill(TEST_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  const picture = (name: string) =>
    PICTURES ? page.screenshot({ path: `${PICTURES}/${name}-${width}.png` }) : undefined;
  return { page, picture };
}

test.skipIf(browserSkipped)(
  'paper with two scans is registered, answered, printed for the post and marked as sent',
  async () => {
    const scans = ['лист-1.pdf', 'лист-2.pdf'].map((name) => join(folder, name));
    for (const path of scans) writeFileSync(path, PDF);
    const { page, picture } = await enter(browser, 'operator', '/new?channel=paper');
    await page.getByLabel('Имя').fill('Константинопольская-Заречная Александра Владиславовна');
    await page.getByLabel('Что случилось').fill('Разбита дорога на улице Лесной в Бердске');
    await page.getByLabel('Поступило').fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
    await page.getByLabel(/Сканы письма/).setInputFiles(scans);
    await page.getByLabel('Её исходящий номер').fill('15-к');
    await page
      .getByLabel('Почтовый адрес для ответа')
      .fill('633010, Новосибирская область, г. Бердск, ул. Лесная, д. 1, кв. 15');
    await picture('paper');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: /Обращение №/ }).waitFor();
    await picture('receipt');
    // A long letter goes on on the next page; nothing else of the screen is printed.
    if (PICTURES)
      for (const format of ['A5', 'A4'])
        await page.pdf({ path: `${PICTURES}/receipt-${format}.pdf`, format });
    await page.getByText('Открыть дело').click();
    await page.getByText('лист-1.pdf').waitFor();
    await page.getByText('лист-2.pdf').waitFor();
    const id = page.url().split('/').at(-1)!;

    const { pool } = server.database;
    await pool.query(
      `update appeal set organisation = 'mintrans', status = 'routed', triage = 'auto' where appeal_id = $1`,
      [id],
    );
    const executor = await server.as('mintrans-executor');
    const act = async (by: typeof executor, body: object) => {
      const { rows } = await pool.query('select version from appeal where appeal_id = $1', [id]);
      const asked = { params: { id }, body: body as never, headers: { 'if-match': `"${rows[0].version}"` } };
      await by.call('actOnCase', asked);
    };
    await act(executor, { action: 'take' });
    const draft = await executor.call('saveDraft', {
      params: { id },
      body: {
        understood: 'Вы сообщили о разбитой дороге на улице Лесной в Бердске.',
        cause: 'Покрытие разрушилось из-за грунтовых вод.',
        plan: 'Ямы заделаны, участок включён в план ремонта на следующий год.',
        planDate: null,
        outcome: 'solved',
      },
    });
    await act(executor, { action: 'submit', draft: draft.id });
    await act(await server.as('mintrans-approver'), { action: 'approve' });

    await page.reload();
    await page.getByRole('region', { name: 'Письма' }).getByText('отправить почтой').waitFor();
    await picture('case-letters');
    const [opened] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('region', { name: 'Письма' }).getByText('DOCX').first().click(),
    ]);
    expect(opened.suggestedFilename()).toMatch(/^Письмо ОГ-1-\d\d\.docx$/);

    await page.goto(`${server.url}/post`);
    await page.getByText('Константинопольская').waitFor();
    await page
      .getByRole('checkbox', { name: /Выбрать письмо/ })
      .first()
      .click();
    await picture('post');
    const href = await page
      .getByText('Напечатать 1 письмо')
      .locator('xpath=ancestor-or-self::a')
      .getAttribute('href');
    const printed = await page.request.get(server.url + href);
    expect(printed.headers()['content-type']).toBe('application/pdf');
    if (PICTURES) writeFileSync(`${PICTURES}/letter.pdf`, await printed.body());
    await page.getByRole('button', { name: 'Отправлено' }).click();
    await page.getByText('Отмечено 1 письмо').waitFor();
    await page.getByText('Отправлять нечего').waitFor();
    await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
    await page.getByText('Константинопольская').waitFor();
    await page.goto(`${server.url}/post?view=letterhead`);
    await page.getByLabel('Почтовый адрес').waitFor();
    await picture('letterhead');
    if (PICTURES) {
      const phone = await enter(browser, 'operator', '/post', 390);
      await phone.page.getByText('Константинопольская').waitFor();
      await phone.picture('post');
      await phone.page.goto(`${server.url}/appeals/${id}`);
      await phone.page.getByRole('region', { name: 'Письма' }).scrollIntoViewIfNeeded();
      await phone.picture('case-letters');
    }
    expect(browser.errors).toEqual([]);
  },
  120_000,
);

test.skipIf(browserSkipped)(
  'a journal of calls is looked at and taken in; an operator calls back; the figures are there',
  async () => {
    const path = join(folder, 'calls.csv');
    // Times without a zone are the region's: seven hours before UTC's noon.
    const at = (minutesAgo: number) =>
      new Date(Date.now() + 7 * 3_600_000 - minutesAgo * 60_000).toISOString().slice(0, 19).replace('T', ' ');
    writeFileSync(
      path,
      [
        'uniqueid;calldate;src;dst;disposition;duration;billsec;purpose',
        `1;${at(50)};89130000001;88003000000;ANSWERED;70;60;Льготы`,
        `2;${at(45)};89130000002;88003000000;NO ANSWER;40;0;`,
        `3;${at(40)};89130000002;88003000000;BUSY;3;0;`,
        `4;${at(35)};89130000003;88003000000;NO ANSWER;25;0;`,
        `5;${at(5)};89130000004;88003000000;NO ANSWER;25;0;`,
        '6;вчера;89130000004;88003000000;NO ANSWER;25;0;',
      ].join('\n'),
    );
    const administrator = await enter(browser, 'administrator', '/calls?view=import');
    await administrator.page.getByLabel('Журнал звонков АТС').setInputFiles(path);
    await administrator.page.getByText('6 строк: новых звонков 5, уже были 0, не прочитано 1').waitFor();
    await administrator.picture('calls-import');
    await administrator.page.getByRole('button', { name: 'Принять' }).click();
    await administrator.page.getByText('Принято новых звонков: 5').waitFor();

    const { page, picture } = await enter(browser, 'operator', '/calls');
    const row = page.getByRole('listitem').filter({ hasText: '+7 913 000‑00‑02' });
    await row.getByText('2 звонка').waitFor();
    await row.getByRole('button', { name: 'Взять' }).click();
    await row.getByRole('button', { name: 'Поговорили' }).waitFor();
    await picture('call-backs');
    await row.getByRole('button', { name: 'Поговорили' }).click();
    await page.getByText('Закрыто: поговорили').waitFor();
    await row.waitFor({ state: 'detached' });
    await page.goto(`${server.url}/calls?view=summary`);
    await page.getByText('Выплаты и льготы').waitFor();
    await picture('calls-summary');
    if (PICTURES) {
      const phone = await enter(browser, 'operator', '/calls', 390);
      await phone.page.getByText('+7 913 000‑00‑03').waitFor();
      await phone.picture('call-backs');
      await phone.page.goto(`${server.url}/calls?view=summary`);
      await phone.page.getByText('Выплаты и льготы').waitFor();
      await phone.picture('calls-summary');
    }
    expect(browser.errors).toEqual([]);
  },
  120_000,
);
