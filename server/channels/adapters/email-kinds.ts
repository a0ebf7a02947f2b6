import type { ParsedMail } from 'mailparser';
import type { ChannelEvent } from '../adapter.ts';

/** Why nobody waits for an answer to this letter; null when a person wrote it. RFC 3834 and what is met in practice. */
export function whyAutomatic({ headers }: ParsedMail): string | null {
  const value = (name: string) => String(headers.get(name) ?? '').toLowerCase();
  const submitted = value('auto-submitted');
  if (submitted && submitted !== 'no') return 'Автоматический ответ';
  if (headers.has('x-autoreply') || headers.has('x-autorespond') || headers.has('x-autoresponder'))
    return 'Автоматический ответ';
  if (/^(bulk|list|junk|auto_reply)$/.test(value('precedence'))) return 'Рассылка';
  if (headers.has('list')) return 'Рассылка';
  return null;
}

/** A report that our letter did not arrive (RFC 3464, or the old kind from MAILER-DAEMON); null when it is no report. */
export function readBounce(mail: ParsedMail): ChannelEvent | null {
  const type = mail.headers.get('content-type') as
    | { value?: string; params?: Record<string, string> }
    | undefined;
  const isReport =
    type?.value === 'multipart/report' && type.params?.['report-type'] !== 'disposition-notification';
  const sender = mail.from?.value[0]?.address ?? '';
  if (!isReport && !/^(mailer-daemon|postmaster)@/i.test(sender)) return null;
  const parts = mail.attachments
    .filter((item) => /^(message|text)\//.test(item.contentType))
    .map((item) => item.content.toString('utf8'));
  const report = [mail.text ?? '', ...parts].join('\n');
  const status = /^Status:\s*(\d\.\d+\.\d+)/im.exec(report)?.[1];
  // 4.x: the server goes on trying by itself.
  if (status?.startsWith('4')) return { kind: 'ignored', why: `Доставка задерживается (${status})` };
  const why = /^Diagnostic-Code:\s*(?:smtp;\s*)?(.+)$/im.exec(report)?.[1] ?? status ?? 'не доставлено';
  return {
    kind: 'bounced',
    externalId: /^Message-ID:\s*<([^>]+)>/im.exec(report)?.[1] ?? null,
    recipient:
      /^(?:Original|Final)-Recipient:\s*(?:rfc822;)?\s*(\S+@\S+)/im.exec(report)?.[1]?.toLowerCase() ?? null,
    why: `Письмо вернулось: ${why.slice(0, 300)}`,
  };
}

/** What was written now, without the letter it answers: the quotation at the end and the line that introduces it. */
export function withoutQuotation(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const introduced = lines.findIndex(
    (line, at) =>
      (/(wrote|пишет|написал\(?а?\)?|писал\(?а?\)?)\s*:\s*$/i.test(line) ||
        /^-{2,}\s*(Original|Исходное)/i.test(line)) &&
      lines.slice(at + 1, at + 4).some((next) => /^\s*>/.test(next) || next.trim() === ''),
  );
  const kept = introduced === -1 ? lines : lines.slice(0, introduced);
  while (kept.length > 0 && /^\s*(>.*)?$/.test(kept.at(-1)!)) kept.pop();
  const said = kept.join('\n').trim();
  return said || text.trim();
}
