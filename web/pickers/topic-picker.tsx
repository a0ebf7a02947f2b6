import { TextInput } from '@gravity-ui/uikit';
import { type KeyboardEvent, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { searchNames } from './search-names.ts';
import styles from './topic-picker.module.css';
import { useLeafTopics } from './use-named.ts';

export interface TopicPickerHandle {
  focus: () => void;
}

interface TopicPickerProps {
  onPick: (topic: string) => void;
  /** Escape, or focus gone elsewhere. */
  onLeave?: () => void;
  handle?: Ref<TopicPickerHandle>;
  placeholder: string;
}

/** A field that finds a topic by typing; untouched it shows the whole tree. Arrows move, Enter takes, Escape leaves. */
export function TopicPicker({ onPick, onLeave, handle, placeholder }: TopicPickerProps) {
  const { t } = useTranslation('triage');
  const topics = useLeafTopics();
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const found = open ? searchNames(topics, typed, typed ? 40 : topics.length) : [];
  useImperativeHandle(handle, () => ({ focus: () => field.current?.focus() }));

  useEffect(() => {
    list.current?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const leave = () => {
    setOpen(false);
    setTyped('');
    setAt(0);
  };
  const pick = (code: string | undefined) => {
    if (!code) return;
    leave();
    field.current?.blur();
    onPick(code);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter') pick(found[at]?.code);
    else if (event.key === 'Escape') {
      leave();
      field.current?.blur();
      onLeave?.();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles.picker}>
      <TextInput
        controlRef={field}
        size="m"
        value={typed}
        placeholder={placeholder}
        onUpdate={(text) => {
          setTyped(text);
          setAt(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={leave}
        onKeyDown={onKeyDown}
        endContent={open ? undefined : <kbd>/</kbd>}
        controlProps={{
          role: 'combobox',
          'aria-expanded': open,
          'aria-controls': id,
          'aria-autocomplete': 'list',
          'aria-label': placeholder,
          'aria-activedescendant': found[at] ? `${id}-${at}` : undefined,
        }}
      />
      {open && (
        <div ref={list} id={id} role="listbox" className={styles.list} aria-label={placeholder}>
          {found.length === 0 && <div className={styles.nothing}>{t('topicNotFound')}</div>}
          {found.map((topic, index) => (
            <div key={topic.code}>
              {(typed === '' || index === 0 ? found[index - 1]?.path !== topic.path : false) &&
                typed === '' && <div className={styles.group}>{topic.path}</div>}
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard (aria-activedescendant) */}
              <div
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                data-at={index}
                className={styles.option}
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => index !== at && setAt(index)}
                onClick={() => pick(topic.code)}
              >
                <span>{topic.name}</span>
                {typed !== '' && <small>{topic.path}</small>}
              </div>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
