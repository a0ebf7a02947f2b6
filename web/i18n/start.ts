import { configure } from '@gravity-ui/uikit';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Language = 'ru' | 'en';
const KEY = 'otklik.language';
type Catalogues = Record<string, { default: Record<string, unknown> }>;

/** Chosen language; Russian unless the person chose otherwise. */
export function chosenLanguage(): Language {
  try {
    return globalThis.localStorage?.getItem(KEY) === 'en' ? 'en' : 'ru';
  } catch {
    // A browser forbids storage, as it does in a frame on another site's page.
    return 'ru';
  }
}

/** Remembers the language and reloads: every formatted date and number on the screen changes with it. */
export function chooseLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
  location.reload();
}

/** One catalogue file per area: `t('triage:confirm')` reads `confirm` of `ru/triage.json`. */
export async function startI18n(language: Language = chosenLanguage()): Promise<void> {
  const russian = import.meta.glob('./ru/*.json', { eager: true }) as Catalogues;
  const resources: Record<string, Record<string, Record<string, unknown>>> = { ru: byArea(russian) };
  if (language === 'en') {
    const english = import.meta.glob('./en/*.json');
    const files = await Promise.all(
      Object.entries(english).map(async ([path, load]) => [path, await load()] as const),
    );
    resources.en = byArea(Object.fromEntries(files) as Catalogues);
  }
  configure({ lang: language });
  if (globalThis.document) document.documentElement.lang = language;
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'ru',
    defaultNS: 'shell',
    resources: resources as never,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

function byArea(files: Catalogues): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(files).map(([path, file]) => [
      path.slice(path.lastIndexOf('/') + 1, -'.json'.length),
      file.default,
    ]),
  );
}
