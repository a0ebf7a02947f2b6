import { useEffect, useRef, useState } from 'react';
import { FollowForm } from './follow-form.tsx';
import portal from './portal.module.css';

interface FollowLineProps {
  id: string;
  title: string;
  hint: string;
  press: string;
  pattern: RegExp;
  /** What to say when it does not look like one. */
  wrong: string;
  inputMode?: 'numeric';
  busy: boolean;
  onSend: (text: string) => void;
}

/** One short line of the resident and the button that sends it. */
export function FollowLine({
  id,
  title,
  hint,
  press,
  pattern,
  wrong,
  inputMode,
  busy,
  onSend,
}: FollowLineProps) {
  const [text, setText] = useState('');
  const [error, setError] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <FollowForm
      id={id}
      title={title}
      hint={hint}
      error={error ? wrong : null}
      press={press}
      busy={busy}
      onSubmit={() => {
        if (pattern.test(text)) return onSend(text.trim());
        setError(true);
        field.current?.focus();
      }}
    >
      <input
        ref={field}
        id={id}
        className={portal.input}
        value={text}
        maxLength={60}
        inputMode={inputMode}
        autoComplete={inputMode ? 'one-time-code' : 'off'}
        aria-describedby={`${id}-hint`}
        aria-invalid={error || undefined}
        onChange={(event) => {
          setText(event.target.value);
          setError(false);
        }}
      />
    </FollowForm>
  );
}
