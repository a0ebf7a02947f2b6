import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { CHROMIUM_FLAGS, CHROMIUM_REMEDY, findChromium } from './chromium.ts';

export interface TestBrowser {
  /** A page in a fresh context: cookies of its own, as another person's browser. */
  newPage(options?: BrowserContextOptions): Promise<Page>;
  /** Errors that pages threw since the start; a scenario ends by expecting none. */
  errors: string[];
}

/** Set where a machine cannot have a browser; the tests then say that they were skipped. */
export const browserSkipped = process.env.OTKLIK_SKIP_BROWSER === '1';

/** A real Chromium for this file, closed after it. Russian, in a time zone that is not the region's. */
export function withBrowser(): TestBrowser {
  let browser: Browser | undefined;
  const errors: string[] = [];
  beforeAll(async () => {
    if (browserSkipped) return;
    const executablePath = findChromium();
    if (!executablePath) throw new Error(CHROMIUM_REMEDY);
    browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS, headless: true });
  });
  afterAll(() => browser?.close());
  return {
    errors,
    async newPage(options = {}) {
      const context = await browser!.newContext({
        locale: 'ru-RU',
        timezoneId: 'Europe/Moscow',
        viewport: { width: 1440, height: 900 },
        ...options,
      });
      context.setDefaultTimeout(20_000);
      const page = await context.newPage();
      page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`));
      return page;
    },
  };
}
