import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ATTACHMENT_BYTES_MAX, type Attachment } from '../../../../contract/case-file.ts';
import { endpoints } from '../../../../contract/endpoints.ts';
import { addressOf } from '../../../api/client.ts';
import { describeError, problemWords } from '../../../api/problem-error.ts';
import { sendForm } from '../../../api/send-form.ts';

export interface Upload {
  key: number;
  file: File;
  purpose: Attachment['purpose'];
  share: number;
  /** Why it did not arrive; the file stays here to be sent again. */
  problem: string | null;
}

/** Files on their way into the case, one after another, so that a slow network carries the first one soon. */
export function useUploads(id: string, tooBig: (name: string) => string) {
  const client = useQueryClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const chain = useRef<Promise<void>>(Promise.resolve());
  const last = useRef(0);
  const patch = (key: number, part: Partial<Upload>) =>
    setUploads((now) => now.map((each) => (each.key === key ? { ...each, ...part } : each)));
  const drop = (key: number) => setUploads((now) => now.filter((each) => each.key !== key));

  const enqueue = (upload: Upload) => {
    chain.current = chain.current.then(async () => {
      const form = new FormData();
      form.set('file', upload.file, upload.file.name);
      const address = addressOf(endpoints.attach.path, { id }, { purpose: upload.purpose });
      try {
        await sendForm(address, form, (share) => patch(upload.key, { share }));
        await client.invalidateQueries({ queryKey: ['case-file', id] });
        drop(upload.key);
      } catch (error) {
        patch(upload.key, { problem: problemWords(describeError(error)) });
      }
    });
  };
  const send = (files: Iterable<File>, purpose: Attachment['purpose']) => {
    const fresh = [...files].map((file) => {
      last.current += 1;
      const problem = file.size > ATTACHMENT_BYTES_MAX ? tooBig(file.name) : null;
      return { key: last.current, file, purpose, share: 0, problem };
    });
    setUploads((now) => [...now, ...fresh]);
    for (const upload of fresh) if (!upload.problem) enqueue(upload);
  };
  const again = (upload: Upload) => {
    patch(upload.key, { problem: null, share: 0 });
    enqueue(upload);
  };
  return { uploads, send, again, drop };
}
