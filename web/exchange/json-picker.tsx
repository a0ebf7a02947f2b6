import { Button } from '@gravity-ui/uikit';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Problem } from '../../contract/problem.ts';

interface JsonPickerProps<T> {
  label: string;
  schema: z.ZodType<T>;
  busy: boolean;
  onFile: (content: T) => void;
  onProblem: (problem: Problem) => void;
}

/** A button that takes a JSON file of a known shape; another file is refused before it is sent. */
export function JsonPicker<T>({ label, schema, busy, onFile, onProblem }: JsonPickerProps<T>) {
  const { t } = useTranslation('exchange');
  const field = useRef<HTMLInputElement>(null);
  const read = async (file: File) => {
    try {
      onFile(schema.parse(JSON.parse(await file.text())));
    } catch {
      onProblem({
        type: 'about:blank',
        status: 422,
        title: t('transfer.notJson'),
        detail: t('transfer.notJsonDetail'),
      });
    }
  };
  return (
    <>
      <input
        ref={field}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label={label}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be chosen again after a refusal.
          event.target.value = '';
          if (file) void read(file);
        }}
      />
      <Button view="outlined" loading={busy} onClick={() => field.current?.click()}>
        {label}
      </Button>
    </>
  );
}
