import { Button } from '@gravity-ui/uikit';
import { useRef } from 'react';

interface FileButtonProps {
  label: string;
  /** Kinds by ending and media type, as an `accept` attribute says them. */
  accept: string;
  busy?: boolean;
  size?: 's' | 'm';
  className?: string;
  onFile: (file: File) => void;
}

/** A button that takes one file. */
export function FileButton({ label, accept, busy, size = 'm', className, onFile }: FileButtonProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={field}
        type="file"
        accept={accept}
        hidden
        aria-label={label}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be chosen again after a refusal.
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
      <Button
        className={className}
        size={size}
        view="outlined"
        loading={busy}
        onClick={() => field.current?.click()}
      >
        {label}
      </Button>
    </>
  );
}
