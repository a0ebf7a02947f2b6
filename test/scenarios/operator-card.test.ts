import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { builtWeb } from '../support/built-web.ts';
import { TEST_PASSWORD } from '../support/test-accounts.ts';
import { browserSkipped, withBrowser } from '../support/with-browser.ts';
import { withServer } from '../support/with-server.ts';

const server = withServer({ webFolder: builtWeb() });
const browser = withBrowser();
/** Pictures of the steps go there when it is set. */
const PICTURES = process.env.OTKLIK_PICTURES;
if (PICTURES) mkdirSync(PICTURES, { recursive: true });

test.skipIf(browserSkipped)(
  'an operator files a call by keyboard alone, hears who calls, and gets a receipt; the same on a phone',
  async () => {
    const head = await server.as('head');
    const day = new Date().toISOString().slice(0, 10);
    await head.call('createCampaign', {
      body: {
        name: 'Прямая линия',
        tag: 'дороги',
        from: '2026-01-01',
        to: `${Number(day.slice(0, 4)) + 1}-01-01`,
      },
    });
    const operator = await server.as('operator');
    await operator.call('registerOnBehalf', {
      body: {
        channel: 'hotline',
        text: 'Не вывозят мусор во дворе на Лесной',
        municipality: '50708000',
        contact: { name: 'Мария Петрова', phone: '89131234567' },
      },
    });

    for (const size of ['desk', 'phone'] as const) {
      const page = await browser.newPage(
        size === 'phone' ? { viewport: { width: 390, height: 844 } } : { colorScheme: 'light' },
      );
      const picture = (name: string) =>
        PICTURES ? page.screenshot({ path: `${PICTURES}/${name}-${size}.png`, fullPage: true }) : undefined;
      await page.goto(`${server.url}/sign-in?to=/new`);
      await page.getByLabel('Логин').fill('operator');
      await page.getByLabel('Пароль', { exact: true }).fill(TEST_PASSWORD);
      await page.keyboard.press('Enter');
      await page.getByLabel('Телефон').waitFor();
      await picture('new');
      if (size === 'phone') {
        for (const label of ['Телефон', 'Что случилось', 'Муниципалитет']) {
          const box = (await page.getByLabel(label).first().boundingBox())!;
          expect(box.x + box.width, label).toBeLessThanOrEqual(390);
        }
      }
      // The telephone has the focus: the talk begins with it.
      await page.keyboard.type('+7 (913) 123-45-67');
      await page.getByText('Обращались с +79131234567').waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.type('Мария Петрова');
      await page.keyboard.press('Tab');
      await page.keyboard.type('В Бердске на улице Лесной вторую неделю не вывозят мусор, баки переполнены');
      await page.getByText(/Ответит .* не позднее/).waitFor();
      await picture('say');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('heading', { name: /Обращение № / }).waitFor();
      await picture('receipt');
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('button', { name: /Следующее/ }).isVisible()).toBe(false);
      expect(await page.getByText(/\/follow\//).isVisible()).toBe(true);
      await page.emulateMedia({ media: 'screen' });
      await page.keyboard.press('n');
      await page.getByLabel('Телефон').waitFor();
      await page.goto(`${server.url}/new?channel=paper`);
      await page.getByLabel('Поступило').waitFor();
      await picture('paper');
    }
    const journal = await server.database.pool.query(
      `select count(*)::int as n from personal_data_reading where login = 'operator'`,
    );
    expect(journal.rows[0].n).toBe(3);
    expect(browser.errors).toEqual([]);
  },
  180_000,
);
