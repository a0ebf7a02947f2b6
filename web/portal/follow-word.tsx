import { type ReactNode, useEffect, useRef, useState } from 'react';
import { FollowForm } from './follow-form.tsx';
import portal from './portal.module.css';

interface FollowWordProps {
  id: string;
  title: string;
  hint: ReactNode;
  /** What the button says. */
  press: string;
  /** Fewest characters; 0: a word is not needed. */
  min: number;
  /** What to say when it is too short. */
  short: string;
  busy: boolean;
  /** @returns true when it was taken: the field is emptied */
  onSend: (text: string) => Promise<boolean>;
  onCancel?: () => void;
  focus?: boolean;
}

/** A word of the resident and the button that sends it: an answer to a question, why it is not solved, why it is withdrawn. */
export function FollowWord({
  id,
  title,
  hint,
  press,
  min,
  short,
  busy,
  onSend,
  onCancel,
  focus,
}: FollowWordProps) {
  const [text, setText] = useState('');
  const [error, setError] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  return (
    <FollowForm
      id={id}
      title={title}
      hint={hint}
      error={error ? short : null}
      press={press}
      busy={busy}
      onCancel={onCancel}
      onSubmit={async () => {
        if (text.trim().length < min) {
          setError(true);
          field.current?.focus();
          return;
        }
        if (await onSend(text.trim())) setText('');
      }}
    >
      <textarea
        ref={field}
        id={id}
        className={portal.textarea}
        rows={3}
        maxLength={2000}
        value={text}
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
