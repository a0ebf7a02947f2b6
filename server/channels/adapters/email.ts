import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import nodemailer, { type SendMailOptions, type Transporter } from 'nodemailer';
import {
  type Account,
  type Attachment,
  type ChannelAdapter,
  type ChannelEvent,
  type OutgoingPart,
  SendFailed,
  Unreadable,
} from '../adapter.ts';
import { digestOf } from '../equal-secrets.ts';
import { readBounce, whyAutomatic, withoutQuotation } from './email-kinds.ts';
import { listSetting, textSetting } from './read-json.ts';

const MAIL_BYTES_MAX = 15_000_000;

/**
 * A mailbox: IMAP in (`incoming/poll-mailbox.ts` brings the letters), SMTP out.
 * Settings: `address`, `name`, `imap` and `smtp` ({host, port, secure, user}), `hosts` (kinds of numbers in subjects need none).
 * Secrets: `imap`, `smtp` (passwords). Answers carry a plus-address with the case's number and an identifier made of the
 * message's own, so that a receiver sees a repeated try as the same letter.
 */
export const email: ChannelAdapter = {
  channel: 'email',
  deliveryBytesMax: MAIL_BYTES_MAX,
  textCharsMax: 100_000,
  sendsPerSecondMax: 5,
  tells: { edits: false, deletions: false },

  // Letters are fetched, nobody hands them over at a door.
  verify: () => false,
  receive: ({ body }) => ({ eventId: digestOf(body) }),
  acknowledge: () => ({ status: 404, contentType: 'text/plain', body: '' }),
  async parse(body, account) {
    let mail: ParsedMail;
    try {
      mail = await simpleParser(body, { skipTextToHtml: true, maxHtmlLengthToParse: 1_000_000 });
    } catch (error) {
      throw new Unreadable(`Письмо не разбирается: ${(error as Error).message}`);
    }
    return [eventOf(mail, body, account)];
  },
  files: { countMax: 20, bytesMax: 10_000_000, types: null },
  async send(part, account) {
    const externalId = `otklik.${part.outgoingId}.${part.part}@${domainOf(account)}`;
    const transport = transportOf(account);
    try {
      await transport.sendMail(letterOf(part, account, externalId));
    } catch (error) {
      throw fateOfMailError(error as Error & { code?: string; responseCode?: number });
    } finally {
      transport.close();
    }
    return { externalId };
  },
  async health(account) {
    const transport = transportOf(account);
    try {
      await transport.verify();
    } catch (error) {
      throw new Error(`Почтовый сервер не принимает письма: ${(error as Error).message}`);
    } finally {
      transport.close();
    }
    return textSetting(account, 'address', account.name);
  },
};

/** What is told to everybody who begins by mail. 59‑ФЗ as of 30.03.2025: an electronic appeal needs identification. */
export const LEGAL_NOTE = `Здравствуйте!

Ваше письмо получено, мы передадим его тем, кто может решить вопрос.

Обратите внимание: с 30 марта 2025 года письмо по электронной почте не является обращением в смысле Федерального закона № 59‑ФЗ. Обращение в электронной форме принимается через портал «Госуслуги» или другую систему, в которой вы подтвердили свою личность. Если вам нужен официальный ответ в установленный законом срок, подайте обращение там, письмом по почте или на личном приёме.

Это письмо отправлено автоматически. Отвечайте на него, если хотите что‑то добавить.`;

function eventOf(mail: ParsedMail, body: Buffer, account: Account): ChannelEvent {
  const bounce = readBounce(mail);
  if (bounce) return bounce;
  const from = mail.from?.value[0];
  if (!from?.address) throw new Unreadable('В письме нет адреса отправителя.');
  const sender = from.address.toLowerCase();
  if (sender === textSetting(account, 'address', '').toLowerCase())
    return { kind: 'ignored', why: 'Собственное письмо' };
  const automatic = whyAutomatic(mail);
  if (automatic) return { kind: 'ignored', why: automatic };
  const externalId = strip(mail.messageId) || digestOf(body);
  const references = [mail.references ?? []].flat().map(strip);
  const inReplyTo = strip(mail.inReplyTo);
  const answers = [inReplyTo, ...references.reverse()].filter((id, at, all) => id && all.indexOf(id) === at);
  const subject = mail.subject?.trim() ?? '';
  const said = answers.length > 0 ? withoutQuotation(mail.text ?? '') : (mail.text ?? '').trim();
  const appealNumber = numberIn(mail, subject);
  return {
    kind: 'written',
    message: {
      externalId,
      author: { id: sender, name: from.name || null, email: sender },
      at: mail.date ?? new Date(0),
      text: answers.length > 0 || !subject ? said : `${subject}\n\n${said}`.trim(),
      thread: {
        key: `${answers.at(-1) ?? externalId} ${sender}`.slice(0, 500),
        scope: 'mail',
        recipient: sender,
      },
      attachments: attachmentsOf(mail),
      answers: answers.slice(0, 20),
      appealNumber,
      autoReply: {
        text: textSetting(account, 'legalNote', LEGAL_NOTE),
        options: {
          subject: subject ? `Re: ${subject.slice(0, 150)}` : 'Ваше письмо получено',
          automatic: true,
        },
      },
    },
  };
}

function attachmentsOf(mail: ParsedMail): Attachment[] {
  return mail.attachments.slice(0, 10).map((item) => ({
    kind: item.contentType.startsWith('image/') ? 'photo' : 'file',
    name: item.filename ?? null,
    content: item.content,
  }));
}

/** `appeals+54-26-000123@…` among the addressees, or «№ 54-26-000123» in the subject. */
function numberIn(mail: ParsedMail, subject: string): string | null {
  const addressees = [mail.to ?? [], mail.cc ?? []]
    .flat()
    .flatMap((list: AddressObject) => list.value.map((one) => one.address ?? ''));
  for (const address of addressees) {
    const tag = /\+(\d{2}-\d{2}-\d{4,9})@/.exec(address)?.[1];
    if (tag) return tag;
  }
  return /№\s?(\d{2}-\d{2}-\d{4,9})/.exec(subject)?.[1] ?? null;
}

function strip(id: string | undefined): string {
  return (id ?? '').replace(/[<>\s]/g, '').slice(0, 300);
}

function letterOf(part: OutgoingPart, account: Account, externalId: string): SendMailOptions {
  const address = textSetting(account, 'address', '');
  const number = typeof part.options.number === 'string' ? part.options.number : null;
  const [local, domain] = address.split('@');
  const subject =
    typeof part.options.subject === 'string'
      ? part.options.subject
      : number
        ? `Ответ на ваше сообщение № ${number}`
        : 'Ответ на ваше сообщение';
  return {
    from: { name: textSetting(account, 'name', account.name), address },
    to: { name: '', address: part.recipient },
    subject: subject.replace(/[\r\n]+/g, ' '),
    text: part.text,
    messageId: `<${externalId}>`,
    ...(number && local && domain ? { replyTo: `${local}+${number}@${domain}` } : {}),
    ...(part.replyTo ? { inReplyTo: `<${part.replyTo}>`, references: `<${part.replyTo}>` } : {}),
    // RFC 3834: nobody's automaton answers ours.
    headers: part.options.automatic ? { 'Auto-Submitted': 'auto-replied', Precedence: 'bulk' } : {},
    attachments: part.attachments.map(({ name, contentType, content }) => ({
      filename: name,
      contentType,
      content,
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

export interface MailServer {
  host: string;
  port: number;
  secure: boolean;
  user: string;
}

/** @throws Error when the settings name no server */
export function mailServer(account: Account, kind: 'imap' | 'smtp'): MailServer {
  const value = account.settings[kind] as Partial<MailServer> | undefined;
  if (!value?.host) throw new Error(`В настройках почты нет сервера ${kind.toUpperCase()}.`);
  return {
    host: value.host,
    port: Number(value.port) || (kind === 'imap' ? 993 : 465),
    secure: value.secure ?? true,
    user: value.user ?? textSetting(account, 'address', ''),
  };
}

function transportOf(account: Account): Transporter {
  let server: MailServer;
  try {
    server = mailServer(account, 'smtp');
  } catch (error) {
    throw new SendFailed('dead', (error as Error).message);
  }
  const pass = account.secret('smtp');
  const local = listSetting(account, 'insecureHosts', []).includes(server.host);
  return nodemailer.createTransport({
    host: server.host,
    port: server.port,
    secure: server.secure,
    // A password never travels in the clear, unless the host is named as one that may be trusted so (the same machine).
    requireTLS: !server.secure && !local,
    ignoreTLS: !server.secure && local,
    ...(pass ? { auth: { user: server.user, pass } } : {}),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 15_000,
  });
}

function fateOfMailError(error: Error & { code?: string; responseCode?: number }): SendFailed {
  const why = `Почтовый сервер: ${error.message.slice(0, 300)}`;
  if (error.code === 'EAUTH') return new SendFailed('later', why, { retryAfterMs: 600_000, pauses: true });
  if (error.responseCode === 421 || error.responseCode === 450 || error.responseCode === 451)
    return new SendFailed('later', why, { retryAfterMs: 60_000, pauses: error.responseCode === 421 });
  if (error.responseCode && error.responseCode >= 500) return new SendFailed('dead', why);
  return new SendFailed('later', why);
}

function domainOf(account: Account): string {
  return textSetting(account, 'address', '').split('@')[1] ?? 'otklik.invalid';
}
