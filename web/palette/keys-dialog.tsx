import { Dialog } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import type { Permission } from '../../contract/access.ts';
import { useSession } from '../api/session.ts';
import styles from './keys-dialog.module.css';

/** Which keys do what, by place; the words are in `shell:keysOf.*`. */
const KEYS: readonly {
  place: string;
  permission?: Permission;
  keys: readonly [keys: string, meaning: string][];
}[] = [
  {
    place: 'everywhere',
    keys: [
      ['Ctrl K', 'palette'],
      ['?', 'keys'],
    ],
  },
  {
    place: 'triage',
    permission: 'triage.decide',
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
    place: 'spikes',
    permission: 'insight.read',
    keys: [
      ['J K ↓ ↑', 'move'],
      ['Enter', 'open'],
      ['C', 'judgeTrue'],
      ['F', 'judgeFalse'],
      ['N', 'judgeKnown'],
    ],
  },
  {
    place: 'appeals',
    permission: 'appeals.read',
    keys: [
      ['/', 'search'],
      ['J K ↓ ↑', 'move'],
      ['Enter', 'open'],
      ['X', 'tick'],
      ['Esc', 'back'],
    ],
  },
  {
    place: 'card',
    permission: 'cases.act',
    keys: [
      ['T', 'take'],
      ['W', 'write'],
      ['Ctrl Enter', 'send'],
      ['E', 'correct'],
      ['M', 'note'],
      ['F', 'file'],
    ],
  },
  {
    place: 'mine',
    permission: 'cases.answer',
    keys: [
      ['J K ↓ ↑', 'move'],
      ['Enter', 'open'],
      ['T', 'take'],
    ],
  },
  {
    place: 'approvals',
    permission: 'answers.approve',
    keys: [
      ['Y', 'yes'],
      ['N', 'no'],
      ['U', 'undo'],
      ['J K ↓ ↑', 'move'],
    ],
  },
];

export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('shell');
  const session = useSession();
  const may = (permission?: Permission) =>
    !permission || (session?.permissions.includes(permission) ?? false);
  return (
    <Dialog open={open} onClose={onClose} size="s" aria-labelledby="keys-title">
      <Dialog.Header caption={t('keys')} id="keys-title" />
      <Dialog.Body>
        <div className={styles.places}>
          {KEYS.filter(({ permission }) => may(permission)).map(({ place, keys }) => (
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
