import { Magnifier } from '@gravity-ui/icons';
import { Icon, TextInput } from '@gravity-ui/uikit';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './appeals-page.module.css';

const TYPING_PAUSE_MS = 300;

interface SearchFieldProps {
  value: string;
  field: RefObject<HTMLInputElement | null>;
  onSearch: (words: string) => void;
}

/** Asks after a pause in typing, at once on Enter; Escape gives the keyboard back to the list. */
export function SearchField({ value, field, onSearch }: SearchFieldProps) {
  const { t } = useTranslation('appeals');
  const [typed, setTyped] = useState(value);
  const latest = useRef(onSearch);
  useEffect(() => {
    latest.current = onSearch;
  });
  // Back, a chip or another link changed the words: show them.
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => latest.current(typed.trim()), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
    <TextInput
      className={styles.search}
      controlRef={field}
      value={typed}
      onUpdate={setTyped}
      placeholder={t('search')}
      hasClear
      type="search"
      startContent={<Icon data={Magnifier} size={14} className={styles.glass} />}
      controlProps={{ 'aria-label': t('search') }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onSearch(typed.trim());
        if (event.key === 'Escape' || event.key === 'Enter') field.current?.blur();
      }}
    />
  );
}
