import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../portal/portal.module.css';

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

const held: { prompt: InstallPrompt | null; listeners: Set<() => void> } = {
  prompt: null,
  listeners: new Set(),
};
const tell = (prompt: InstallPrompt | null) => {
  held.prompt = prompt;
  for (const listener of held.listeners) listener();
};
// The browser asks once, early: before any page stands. Held back until the person wants it.
window.addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  tell(event as InstallPrompt);
});
window.addEventListener('appinstalled', () => tell(null));

/** «Установить приложение», where the browser can. */
export function InstallOffer() {
  const { t } = useTranslation('app');
  const prompt = useSyncExternalStore(
    (listener) => {
      held.listeners.add(listener);
      return () => held.listeners.delete(listener);
    },
    () => held.prompt,
  );
  if (!prompt) return null;
  return (
    <p>
      <button
        type="button"
        className={styles.link}
        onClick={() => {
          void prompt.prompt();
          tell(null);
        }}
      >
        {t('install')}
      </button>
    </p>
  );
}
