import { Modal, TextInput } from '@gravity-ui/uikit';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './palette.module.css';
import { useMatches } from './use-matches.ts';

/** Ctrl K: to any case, topic, place, body or page by typing a few letters. */
export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const matches = useMatches(typed, open);
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const current = Math.min(at, matches.length - 1);

  useEffect(() => {
    if (open) return;
    setTyped('');
    setAt(0);
  }, [open]);
  useEffect(() => {
    list.current?.querySelector(`[data-at="${current}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  const go = (index: number) => {
    const match = matches[index];
    if (!match) return;
    onClose();
    void navigate({ href: match.href });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt((current + 1) % matches.length);
    else if (event.key === 'ArrowUp') setAt((current - 1 + matches.length) % matches.length);
    else if (event.key === 'Enter') go(current);
    else return;
    event.preventDefault();
  };

  return (
    <Modal
      open={open}
      onClose={onClose}
      initialFocus={field}
      disableHeightTransition
      aria-label={t('paletteOf.title')}
      className={styles.modal}
    >
      <div className={styles.palette}>
        <TextInput
          size="xl"
          view="clear"
          controlRef={field}
          value={typed}
          onUpdate={(text) => {
            setTyped(text);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          placeholder={t('paletteOf.hint')}
          controlProps={{
            role: 'combobox',
            'aria-expanded': true,
            'aria-controls': id,
            'aria-autocomplete': 'list',
            'aria-label': t('paletteOf.hint'),
            'aria-activedescendant': matches[current] ? `${id}-${current}` : undefined,
          }}
        />
        <div ref={list} id={id} role="listbox" aria-label={t('paletteOf.title')} className={styles.list}>
          {matches.map((match, index) => (
            <div key={match.key}>
              {match.group !== matches[index - 1]?.group && match.group !== 'words' && (
                <div className={styles.group}>{t(`paletteOf.${match.group}`)}</div>
              )}
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard (aria-activedescendant) */}
              <div
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === current}
                data-at={index}
                className={styles.option}
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => index !== at && setAt(index)}
                onClick={() => go(index)}
              >
                <span className={styles.name}>{match.name}</span>
                {match.note && <span className={styles.note}>{match.note}</span>}
              </div>
            </div>
          ))}
        </div>
      </div>
    </Modal>
  );
}
