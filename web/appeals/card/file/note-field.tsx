import { Button, TextArea } from '@gravity-ui/uikit';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/client.ts';
import { useRegistry } from '../../../api/registry.ts';
import styles from './file.module.css';
import { mentionAt, mentioned, withMention } from './mention-words.ts';

interface NoteFieldProps {
  busy: boolean;
  /** @returns was it taken? Then the field is empty again. */
  onSend: (text: string, mentions: string[]) => Promise<boolean>;
}

/** A note being written; «@» calls a colleague: arrows choose, Enter takes, Ctrl Enter saves the note. */
export function NoteField({ busy, onSend }: NoteFieldProps) {
  const { t } = useTranslation('casefile');
  const registry = useRegistry();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [cursor, setCursor] = useState(0);
  const [at, setAt] = useState(0);
  const [shut, setShut] = useState(false);
  const [picked, setPicked] = useState<{ login: string; name: string }[]>([]);
  const typing = shut ? null : mentionAt(text, cursor);
  const people = useQuery({
    queryKey: ['colleague-names', typing?.words ?? ''],
    queryFn: ({ signal }) => call('colleagueNames', { query: { q: typing?.words ?? '' }, signal }),
    enabled: typing !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const found = typing ? (people.data?.rows ?? []).slice(0, 8) : [];
  const chosen = Math.min(at, found.length - 1);

  const take = (person: { login: string; name: string } | undefined) => {
    if (!person || !typing) return;
    const next = withMention(text, cursor, typing.from, person.name);
    setText(next.text);
    setCursor(next.cursor);
    setPicked((before) => [...before, person]);
    requestAnimationFrame(() => field.current?.setSelectionRange(next.cursor, next.cursor));
  };
  const send = async () => {
    if (text.trim() === '' || busy) return;
    const called = mentioned(text, picked).map(({ login }) => login);
    if (!(await onSend(text, called))) return;
    setText('');
    setPicked([]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
    else if (found.length === 0) {
      if (event.key !== 'Escape') return;
      field.current?.blur();
    } else if (event.key === 'ArrowDown') setAt((chosen + 1) % found.length);
    else if (event.key === 'ArrowUp') setAt((chosen + found.length - 1) % found.length);
    else if (event.key === 'Enter' || event.key === 'Tab') take(found[chosen]);
    else if (event.key === 'Escape') setShut(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles.noteField}>
      <TextArea
        id="note-field"
        controlRef={field}
        value={text}
        minRows={2}
        maxRows={10}
        placeholder={t('note.placeholder')}
        onUpdate={(next) => {
          setText(next);
          setShut(false);
          setAt(0);
          setCursor(field.current?.selectionStart ?? next.length);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setShut(true)}
        controlProps={{
          'aria-label': t('note.add'),
          'aria-controls': found.length > 0 ? id : undefined,
          'aria-activedescendant': found.length > 0 ? `${id}-${chosen}` : undefined,
          onSelect: (event) => setCursor((event.target as HTMLTextAreaElement).selectionStart),
        }}
      />
      {found.length > 0 && (
        <div id={id} role="listbox" className={styles.people} aria-label={t('note.whom')}>
          {found.map((person, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keyboard (aria-activedescendant)
            <div
              key={person.login}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(person)}
            >
              {person.name}
              <small>
                {registry.organisation(person.organisation)?.shortName ?? t('note.centre')} · {person.login}
              </small>
            </div>
          ))}
        </div>
      )}
      {text.trim() !== '' && (
        <div className={styles.row}>
          <Button size="s" view="action" loading={busy} onClick={() => void send()}>
            {t('note.save')}
          </Button>
          <span className={styles.hint}>
            <kbd>Ctrl Enter</kbd>
          </span>
        </div>
      )}
    </div>
  );
}
