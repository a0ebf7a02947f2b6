import type { OutgoingFile } from '../adapter.ts';

/** What Telegram, MAX and OK take for a picture; VK takes no WebP. */
export const PICTURES = ['image/jpeg', 'image/png', 'image/webp'] as const;

/** Puts files into a multipart form: field → file. */
export function fileForm(
  files: readonly (readonly [field: string, file: OutgoingFile])[],
  fields: Readonly<Record<string, string>> = {},
): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [field, { content, contentType, name }] of files)
    form.append(field, new Blob([new Uint8Array(content)], { type: contentType }), name);
  return form;
}
