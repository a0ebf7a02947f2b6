import { ProblemError } from './problem-error.ts';

/**
 * Sends a multipart form and tells the share sent (0…1). `fetch` cannot tell progress of sending, hence XMLHttpRequest.
 * Throws ProblemError for a refusal, silence or an answer that is not JSON.
 */
export function sendForm(
  address: string,
  form: FormData,
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onerror = () => reject(ProblemError.unreachable(new Error('network')));
    request.onabort = () => reject(ProblemError.unreachable(new Error('aborted')));
    request.onload = () => {
      if (request.status >= 400 || request.status < 200) {
        const answer = new Response(request.responseText, { status: Math.max(200, request.status) });
        return void ProblemError.from(answer).then(reject);
      }
      try {
        resolve(JSON.parse(request.responseText || 'null'));
      } catch (error) {
        reject(ProblemError.unreachable(error));
      }
    };
    signal?.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}
