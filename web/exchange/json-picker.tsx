import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Problem } from '../../contract/problem.ts';
import { FileButton } from '../pickers/file-button.tsx';

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
    <FileButton
      label={label}
      accept="application/json,.json"
      busy={busy}
      onFile={(file) => void read(file)}
    />
  );
}
