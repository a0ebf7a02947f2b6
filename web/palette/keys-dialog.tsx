import { Dialog } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import styles from './keys-dialog.module.css';

/** Which keys do what, by place; the words are in `shell:keysOf.*`. */
const KEYS: readonly { place: string; keys: readonly [keys: string, meaning: string][] }[] = [
  {
    place: 'everywhere',
    keys: [
      ['Ctrl K', 'palette'],
      ['?', 'keys'],
    ],
  },
  {
    place: 'triage',
    keys: [
      ['Enter', 'confirm'],
      ['1 2 3', 'choose'],
      ['/', 'topic'],
      ['M', 'municipality'],
      ['J K ↓ ↑', 'move'],
      ['U', 'undo'],
    ],
  },
  {
    place: 'appeals',
    keys: [
      ['/', 'search'],
      ['J K ↓ ↑', 'move'],
      ['Enter', 'open'],
      ['Esc', 'back'],
    ],
  },
];

export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('shell');
  return (
    <Dialog open={open} onClose={onClose} size="s" aria-labelledby="keys-title">
      <Dialog.Header caption={t('keys')} id="keys-title" />
      <Dialog.Body>
        <div className={styles.places}>
          {KEYS.map(({ place, keys }) => (
            <section key={place}>
              <h3>{t(`keysOf.${place}.title`)}</h3>
              <dl>
                {keys.map(([names, meaning]) => (
                  <div key={meaning}>
                    <dt>
                      {(names.startsWith('Ctrl') ? [names] : names.split(' ')).map((name) => (
                        <kbd key={name}>{name}</kbd>
                      ))}
                    </dt>
                    <dd>{t(`keysOf.${place}.${meaning}`)}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </Dialog.Body>
    </Dialog>
  );
}
