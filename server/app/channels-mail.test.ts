// Long because one mailbox is followed from its first letter to a wrong password: what is told of each letter depends on those before.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../../test/support/eventually.ts';
import { type ImapPeer, startImapPeer } from '../../test/support/peers/imap-peer.ts';
import { PIXEL } from '../../test/support/peers/provider-peer.ts';
import { type SmtpPeer, startSmtpPeer } from '../../test/support/peers/smtp-peer.ts';
import { withServer } from '../../test/support/with-server.ts';
import { saveAccount } from '../channels/index.ts';
import { transaction } from '../platform/database/index.ts';
import { enqueueOutgoing } from '../platform/outbox/index.ts';

const env: Record<string, string> = { OTKLIK_MAIL_PASSWORD: 'mail-password' };
const server = withServer({ channels: { env, retryMs: 50 } });
let imap: ImapPeer;
let smtp: SmtpPeer;

const query = async (sql: string, values: unknown[] = []) =>
  (await server.database.pool.query(sql, values)).rows;

const saveMailbox = (password = 'OTKLIK_MAIL_PASSWORD') =>
  saveAccount(server.database.pool, '54', {
    channel: 'email',
    account: 'main',
    name: 'Администрация',
    enabled: true,
    settings: {
      address: 'appeals@region.example',
      imap: { host: '127.0.0.1', port: imap.port, secure: false, user: 'appeals' },
      smtp: { host: '127.0.0.1', port: smtp.port, secure: false, user: 'appeals' },
      insecureHosts: ['127.0.0.1'],
    },
    secrets: { imap: password, smtp: 'OTKLIK_MAIL_PASSWORD' },
  });

/** Reads the mailbox until everything in it is dealt with. */
const read = async () => {
  const before = (await query('select count(*)::int as n from incoming_delivery'))[0].n;
  server.app.context.channels('54').wake();
  await eventually(
    () =>
      query(
        `select count(*)::int as n, count(*) filter (where state = 'pending')::int as pending from incoming_delivery`,
      ),
    ([row]) => row.n > before && row.pending === 0,
  );
};

let number = 0;
const letter = (headers: Record<string, string>, text: string) => {
  number += 1;
  const all = {
    From: 'Анна <anna@example.ru>',
    To: 'appeals@region.example',
    Subject: 'Яма',
    'Message-ID': `<letter-${number}@example.ru>`,
    Date: 'Fri, 20 Nov 2026 10:00:00 +0700',
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Unheard-Of': 'да',
    ...headers,
  };
  return `${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n\n${text}\n`;
};

beforeAll(async () => {
  imap = await startImapPeer('mail-password');
  smtp = await startSmtpPeer('appeals', 'mail-password');
  await saveMailbox();
});
afterAll(async () => {
  await imap.close();
  await smtp.close();
});

test('a letter becomes an appeal, and its sender is told once what a letter is in law', async () => {
  imap.put(letter({ Subject: 'Яма на Лесной' }, 'Большая яма у дома 5'));
  await read();
  const [appeal] = await query(`select * from appeal where channel = 'email'`);
  expect(appeal.text).toBe('Яма на Лесной\n\nБольшая яма у дома 5');
  expect(await query('select name, email from applicant where appeal_id = $1', [appeal.appeal_id])).toEqual([
    { name: 'Анна', email: 'anna@example.ru' },
  ]);
  const [note] = await eventually(
    () => smtp.received,
    (all) => all.length === 1,
  );
  expect(note!.text).toContain('59‑ФЗ');
  expect(note!.headers.get('auto-submitted')).toBe('auto-replied');
  expect(note!.inReplyTo).toBe('<letter-1@example.ru>');
  imap.put(letter({ Subject: 'Другая яма' }, 'И на Садовой'));
  await read();
  // Whatever is told is enqueued with the letter that is read: nothing waits to leave.
  expect(await query('select 1 from outgoing_message')).toHaveLength(1);
  expect(smtp.received).toHaveLength(1);
});

test('an answer is threaded, carries the number, and what comes back to it joins the case by its headers or its number', async () => {
  const [appeal] = await query(`select * from appeal where text like 'Яма на Лесной%'`);
  await transaction(server.database.pool, (client) =>
    enqueueOutgoing(client, {
      regionId: '54',
      appealId: appeal.appeal_id,
      text: 'Засыпали',
      dedupeKey: 'mail-answer',
      now: new Date(),
    }),
  );
  server.app.context.signal.wake();
  const answer = (
    await eventually(
      () => smtp.received,
      (all) => all.length === 2,
    )
  )[1]!;
  expect(answer.text?.trim()).toBe('Засыпали');
  expect(answer.subject).toContain(appeal.number);
  expect(answer.replyTo?.value[0]?.address).toBe(`appeals+${appeal.number}@region.example`);

  imap.put(
    letter(
      {
        'In-Reply-To': answer.messageId!,
        References: `<letter-1@example.ru> ${answer.messageId}`,
        Subject: `Re: ${answer.subject}`,
      },
      'Спасибо, но осталась вторая\n\n20.11.2026 10:30, Администрация пишет:\n> Засыпали',
    ),
  );
  imap.put(
    letter({ To: `appeals+${appeal.number}@region.example`, Subject: 'Дополнение' }, 'Она у подъезда'),
  );
  // Somebody else who knows the number begins a case of his own.
  imap.put(
    letter(
      { To: `appeals+${appeal.number}@region.example`, From: 'stranger@example.ru', Subject: 'Чужое' },
      'Покажите дело',
    ),
  );
  await read();
  const said = await query(
    `select text, direction from conversation_message where appeal_id = $1 order by at, message_id`,
    [appeal.appeal_id],
  );
  const words = said.map((row) => row.text);
  expect(words).toContain('Спасибо, но осталась вторая');
  expect(words.some((text) => text.includes('Она у подъезда'))).toBe(true);
  expect(words.some((text) => text.includes('Покажите дело'))).toBe(false);
  expect(await query(`select 1 from appeal where text like 'Чужое%'`)).toHaveLength(1);
});

test('files go along as they are, a picture and a document; one that is too big stays behind', async () => {
  const [appeal] = await query(`select appeal_id from appeal order by registered_at limit 1`);
  const kept = async (contentType: string, content: Buffer) => {
    const id = randomUUID();
    await query(
      `insert into attachment (region_id, attachment_id, appeal_id, at, login, purpose, name, content_type, bytes, content, scan)
       values ('54', $1, $2, now(), 'operator', 'answer', 'файл', $3, $4, $5, 'clean')`,
      [id, appeal.appeal_id, contentType, content.length, content],
    );
    return id;
  };
  const files = [
    { attachmentId: await kept('image/png', PIXEL), name: 'Стало.png' },
    { attachmentId: await kept('application/pdf', Buffer.alloc(11_000_000)), name: 'Большой.pdf' },
    { attachmentId: await kept('application/pdf', Buffer.from('%PDF-1.4 акт')), name: 'Акт.pdf' },
  ];
  await transaction(server.database.pool, (client) =>
    enqueueOutgoing(client, {
      regionId: '54',
      appealId: appeal.appeal_id,
      text: 'Засыпали, вот акт',
      dedupeKey: 'mail-files',
      now: new Date(),
      attachments: files,
    }),
  );
  server.app.context.signal.wake();
  const letter = (
    await eventually(
      () => smtp.received.filter(({ text }) => text?.trim() === 'Засыпали, вот акт'),
      (found) => found.length > 0,
    )
  )[0]!;
  expect(letter.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
    ['Стало.png', 'image/png'],
    ['Акт.pdf', 'application/pdf'],
  ]);
  expect(letter.attachments[0]!.content).toEqual(PIXEL);
  await eventually(
    () =>
      query(
        `select t.detail from outgoing_attempt t join outgoing_message o using (region_id, outgoing_id) where o.dedupe_key = 'mail-files'`,
      ),
    (rows) => /файл слишком большой/.test(rows[0]?.detail ?? ''),
  );
});

test('automata, lists, our own letters and a repeated mailbox make nothing', async () => {
  const before = (await query('select count(*)::int as n from appeal'))[0].n;
  imap.put(letter({ 'Auto-Submitted': 'auto-replied' }, 'Я в отпуске'));
  imap.put(letter({ Precedence: 'bulk' }, 'Скидки'));
  imap.put(letter({ 'List-Unsubscribe': '<mailto:x@example.ru>' }, 'Новости'));
  imap.put(letter({ From: 'Appeals@Region.example' }, 'Сами себе'));
  await read();
  imap.renumber();
  server.app.context.channels('54').wake();
  await eventually(
    () =>
      query(
        `select cursor->>'uidValidity' as v, (cursor->>'uid')::int as uid from channel_account where channel = 'email'`,
      ),
    ([row]) => row.v === '2' && row.uid === number,
  );
  expect((await query('select count(*)::int as n from appeal'))[0].n).toBe(before);
});

test('a bounce marks our letter as not delivered', async () => {
  const [sent] = await query(`select * from outgoing_message where dedupe_key = 'mail-answer'`);
  expect(sent.state).toBe('sent');
  const report = [
    'From: MAILER-DAEMON@example.ru',
    'To: appeals@region.example',
    'Subject: Undelivered Mail',
    'Message-ID: <bounce@example.ru>',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=B',
    '',
    '--B',
    'Content-Type: text/plain',
    '',
    'I am sorry.',
    '--B',
    'Content-Type: message/delivery-status',
    '',
    'Final-Recipient: rfc822; anna@example.ru',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 no such user',
    '--B',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${sent.external_id}>`,
    '',
    '--B--',
    '',
  ].join('\n');
  imap.put(report);
  await read();
  const [row] = await query(`select * from outgoing_message where dedupe_key = 'mail-answer'`);
  expect(row).toMatchObject({ state: 'dead', error: 'Письмо вернулось: 550 5.1.1 no such user' });
  expect(
    await query('select state from conversation_message where message_id = $1', [row.message_id]),
  ).toEqual([{ state: 'failed' }]);
});

test('an unreadable letter and one beyond the bound are kept where the administrator sees them', async () => {
  imap.put('Subject: nobody\n\nwho?\n');
  imap.put(letter({ Subject: 'Огромное' }, 'x'), { size: 40_000_000 });
  await read();
  const { letters } = await (await server.as('administrator')).call('letters', {
    query: { side: 'in', channel: 'email' },
  });
  expect(letters).toHaveLength(2);
});

test('a server that asks to wait is waited for, a wrong address is dead, a resend leaves again', async () => {
  const [appeal] = await query(`select * from appeal where text like 'Другая яма%'`);
  const enqueue = (dedupeKey: string) =>
    transaction(server.database.pool, (client) =>
      enqueueOutgoing(client, {
        regionId: '54',
        appealId: appeal.appeal_id,
        text: dedupeKey,
        dedupeKey,
        now: new Date(),
      }),
    ).then(() => server.app.context.signal.wake());
  const state = (key: string, wanted: string) =>
    eventually(
      () => query('select * from outgoing_message where dedupe_key = $1', [key]),
      ([row]) => row.state === wanted,
    );
  smtp.failWith(452, 'try later', 1);
  await enqueue('waited for');
  expect((await state('waited for', 'sent'))[0].attempts).toBe(2);
  smtp.failWith(550, 'no such user', 1);
  await enqueue('resent');
  const [dead] = await state('resent', 'dead');
  await (await server.as('administrator')).call('replayLetters', {
    body: { side: 'out', ids: [dead.outgoing_id] },
  });
  await state('resent', 'sent');
  expect(smtp.received.filter(({ text }) => text?.trim() === 'resent')).toHaveLength(1);
});

test('a wrong password reads nothing and is said on the board', async () => {
  env.OTKLIK_WRONG = 'wrong';
  await saveMailbox('OTKLIK_WRONG');
  imap.put(letter({ Subject: 'Не прочтут' }, 'Пока'));
  server.app.context.channels('54').wake();
  const person = await server.as('administrator');
  const failure = await eventually(
    async () =>
      (await person.call('channels')).accounts.find((row) => row.channel === 'email')?.lastFailure ?? null,
    (text) => text !== null && /Почта не читается/.test(text),
  );
  expect(failure).toMatch(/Почта не читается/);
  await saveMailbox();
  await read();
  expect(await query(`select 1 from appeal where text like 'Не прочтут%'`)).toHaveLength(1);
});
