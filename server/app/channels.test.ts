// Long because every promise of a channel stands here once and is asked of all five adapters alike.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../../test/support/eventually.ts';
import type { ChannelScript, Says, Wire } from '../../test/support/peers/channel-script.ts';
import { PIXEL } from '../../test/support/peers/provider-peer.ts';
import {
  maxScript,
  okScript,
  telegramScript,
  vkScript,
  webhookScript,
} from '../../test/support/peers/scripts.ts';
import { withServer } from '../../test/support/with-server.ts';
import { saveAccount } from '../channels/index.ts';
import { transaction } from '../platform/database/index.ts';
import { enqueueOutgoing } from '../platform/outbox/index.ts';

const env: Record<string, string> = {};
const server = withServer({ channels: { env, retryMs: 50 } });
/** No two messages of this file share a word or a number. */
let nextId = 1000;
const AT = Math.floor(Date.now() / 1000) - 3600;

const query = async (sql: string, values: unknown[] = []) =>
  (await server.database.pool.query(sql, values)).rows;
const bring = (wire: Wire) =>
  server.anybody.fetch(wire.path, { method: 'POST', headers: wire.headers, body: wire.body });

const settled = async () => {
  server.app.context.channels('54').wake();
  await eventually(
    () => query(`select 1 from incoming_delivery where state = 'pending' and attempts = 0`),
    (rows) => rows.length === 0,
  );
};

const SCRIPTS = { vk: vkScript, telegram: telegramScript, max: maxScript, ok: okScript, api: webhookScript };

/** What every adapter must do, whoever the provider is. */
describe.each(Object.entries(SCRIPTS))('%s', (channel, start) => {
  let script: ChannelScript;
  const says = (part: Partial<Says> = {}): Says => {
    nextId += 1;
    return { id: nextId, author: nextId, place: nextId, text: `Яма на дороге ${nextId}`, at: AT, ...part };
  };
  const said = (text: string) =>
    query('select * from conversation_message where channel = $1 and text = $2', [channel, text]);
  const appeals = (text: string) =>
    query('select * from appeal where channel = $1 and text = $2', [channel, text]);
  const heard = async (wire: Wire) => {
    expect((await bring(wire)).status).toBeLessThan(300);
    await settled();
  };
  const answer = (appealId: string, text: string, key = text) =>
    transaction(server.database.pool, (client) =>
      enqueueOutgoing(client, { regionId: '54', appealId, text, dedupeKey: key, now: new Date() }),
    ).then((enqueued) => {
      server.app.context.signal.wake();
      return enqueued;
    });
  const outgoing = (key: string, state: string) =>
    eventually(
      () => query('select * from outgoing_message where dedupe_key = $1', [key]),
      (rows) => rows[0]?.state === state,
    );

  beforeAll(async () => {
    script = await start();
    Object.assign(env, script.env);
    await saveAccount(server.database.pool, '54', script.account);
    server.app.context.channels('54').wake();
  });
  afterAll(() => script.close());

  test('a message becomes an appeal, once, however often and at whatever moment it is brought', async () => {
    const one = says();
    const wire = script.written(one, one.id);
    const answers = await Promise.all(Array.from({ length: 8 }, () => bring(wire)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => answers[0]!.status));
    await settled();
    await heard(wire);
    expect(await appeals(one.text)).toHaveLength(1);
    expect(await said(one.text)).toMatchObject([
      { direction: 'in', author: 'resident', opening: true, state: 'received' },
    ]);
  });

  test('what the same person writes next in the same place joins the case; another place begins another', async () => {
    const first = says();
    await heard(script.written(first, first.id));
    const next = says({ author: first.author, place: first.place, text: `И ещё не горит фонарь ${nextId}` });
    await heard(script.written(next, next.id));
    const elsewhere = says({ author: first.author, text: `Совсем другое ${nextId}` });
    await heard(script.written(elsewhere, elsewhere.id));
    const [row] = await said(next.text);
    const [appeal] = await appeals(first.text);
    expect(row).toMatchObject({ appeal_id: appeal.appeal_id, opening: false });
    expect(await appeals(next.text)).toEqual([]);
    expect(await appeals(elsewhere.text)).toHaveLength(1);
    const events = await query(
      `select type, data from event where appeal_id = $1 and type = 'message.received'`,
      [appeal.appeal_id],
    );
    expect(events).toEqual([{ type: 'message.received', data: { channel, message: row.message_id } }]);
  });

  test('an edit is added and a deletion is marked; the first words stay', async () => {
    const one = says();
    await heard(script.written(one, one.id));
    if (script.edited) {
      await heard(script.edited({ ...one, text: 'Исправлено' }, one.id + 100_000));
      expect(await said(one.text)).toMatchObject([{ edits: [{ text: 'Исправлено' }] }]);
    }
    if (script.deleted) {
      await heard(script.deleted(one, one.id + 200_000));
      expect(await said(one.text)).toMatchObject([{ state: 'deleted', text: one.text }]);
    }
    const types = await query(
      `select e.type from event e join appeal a using (region_id, appeal_id) where a.text = $1 order by e.seq`,
      [one.text],
    );
    expect(types.map((event) => event.type)).toEqual([
      'appeal.registered',
      ...(script.edited ? ['message.edited'] : []),
      ...(script.deleted ? ['message.deleted'] : []),
    ]);
  });

  test('an edit or a deletion that comes before its message loses nothing', async () => {
    if (script.edited) {
      const one = says();
      await heard(script.edited({ ...one, text: `${one.text}, поправка` }, one.id + 100_000));
      await heard(script.written(one, one.id));
      expect(await said(one.text)).toMatchObject([{ edits: [{ text: `${one.text}, поправка` }] }]);
      expect(await said(`${one.text}, поправка`)).toEqual([]);
    }
    if (script.deleted) {
      const one = says();
      await heard(script.deleted(one, one.id + 200_000));
      await heard(script.written(one, one.id));
      await eventually(
        () => said(one.text),
        (rows) => rows[0]?.state === 'deleted',
      );
    }
  });

  test('our own words that come back make nothing', async () => {
    const one = says({ text: `Ответ администрации ${nextId}` });
    await heard(script.echo(one, one.id));
    expect(await said(one.text)).toEqual([]);
    expect(await appeals(one.text)).toEqual([]);
    const ends = await query(
      `select state from incoming_delivery where channel = $1 order by delivery_id desc limit 1`,
      [channel],
    );
    expect(ends).toEqual([{ state: 'ignored' }]);
  });

  test('a wrong secret is refused, and nothing is kept', async () => {
    const count = async () => (await query('select count(*)::int as n from incoming_delivery'))[0].n;
    const before = await count();
    const one = says();
    for (const wire of script.forged(script.written(one, one.id)))
      expect((await bring(wire)).status).toBe(403);
    expect(await count()).toBe(before);
  });

  test('beyond the bound nothing is taken', async () => {
    const one = says({ text: 'ы'.repeat(600_000) });
    expect((await bring(script.written(one, one.id))).status).toBe(413);
  });

  test('what nobody can read is kept, shown to the administrator and read again on request', async () => {
    if (!script.garbled) return;
    await heard(script.garbled);
    const person = await server.as('administrator');
    const { letters } = await person.call('letters', {
      query: { side: 'in', state: 'dead', channel: channel as 'vk' },
    });
    expect(letters).toHaveLength(1);
    expect(letters[0]).toMatchObject({ channel, appeal: null });
    expect(letters[0]!.error).toMatch(/[А-я]/);
    expect(await person.call('replayLetters', { body: { side: 'in', ids: [letters[0]!.id] } })).toEqual({
      replayed: 1,
    });
  });

  test('an attachment is fetched from the provider alone; one that cannot be had does not hold up its message', async () => {
    const states: Record<string, string> = {};
    for (const photo of ['there', 'lost', 'foreign'] as const) {
      const one = says({ photo });
      await heard(script.written(one, one.id));
      const [row] = await eventually(
        () => said(one.text),
        (rows) => rows.length === 1 && rows[0].media_due_at === null,
      );
      states[photo] = row.attachments[0].state;
      const photos = await query('select 1 from photo where appeal_id = $1', [row.appeal_id]);
      expect(photos).toHaveLength(row.attachments[0].state === 'stored' ? 1 : 0);
    }
    expect(states).toEqual(
      channel === 'api'
        ? { there: 'outside', lost: 'outside', foreign: 'outside' }
        : { there: 'stored', lost: 'unavailable', foreign: 'unavailable' },
    );
  });

  test('an answer arrives in the thread once, through a provider that is down and one that asks to wait', async () => {
    const one = says();
    await heard(script.written(one, one.id));
    const [appeal] = await appeals(one.text);
    script.goDown(2);
    await answer(appeal.appeal_id, `Засыпали яму ${one.id}`);
    expect((await outgoing(`Засыпали яму ${one.id}`, 'sent'))[0]).toMatchObject({ attempts: 3, error: null });
    script.limit(1);
    await answer(appeal.appeal_id, `Вот снимок ${one.id}`);
    const [second] = await outgoing(`Вот снимок ${one.id}`, 'sent');
    expect(second.attempts).toBe(2);
    await answer(appeal.appeal_id, `Вот снимок ${one.id}`);
    expect(script.arrived().filter((text) => text.endsWith(String(one.id)))).toEqual([
      `Засыпали яму ${one.id}`,
      `Вот снимок ${one.id}`,
    ]);
    const log = await query('select outcome from outgoing_attempt where outgoing_id = $1 order by attempt', [
      second.outgoing_id,
    ]);
    expect(log).toEqual([{ outcome: 'later' }, { outcome: 'sent' }]);
    expect(await said(`Вот снимок ${one.id}`)).toMatchObject([
      { direction: 'out', author: 'body', state: 'sent' },
    ]);
  });

  test('pictures go with an answer in their order; refused ones do not hold up its text', async () => {
    env.OTKLIK_PUBLIC_URL = server.url;
    const one = says();
    await heard(script.written(one, one.id));
    const [appeal] = await appeals(one.text);
    const send = async (text: string, count: number, contentType = 'image/png') => {
      const attachments: { photoId: string }[] = [];
      const contents: Buffer[] = [];
      for (let at = 0; at < count; at += 1) {
        const photoId = randomUUID();
        contents.push(Buffer.concat([PIXEL, Buffer.from(photoId)]));
        await query(
          'insert into photo (region_id, photo_id, uploaded_at, content_type, content) values ($1, $2, now(), $3, $4)',
          ['54', photoId, contentType, contents.at(-1)],
        );
        attachments.push({ photoId });
      }
      await transaction(server.database.pool, (client) =>
        enqueueOutgoing(client, {
          regionId: '54',
          appealId: appeal.appeal_id,
          text,
          dedupeKey: text,
          now: new Date(),
          attachments,
        }),
      );
      server.app.context.signal.wake();
      const [row] = await outgoing(text, 'sent');
      const log = await query('select detail from outgoing_attempt where outgoing_id = $1 order by attempt', [
        row.outgoing_id,
      ]);
      return { contents, why: log.at(-1)!.detail as string | null };
    };
    const before = script.pictures().length;
    const two = await send(`Вот два снимка ${one.id}`, 2);
    const single = await send(`Вот один снимок ${one.id}`, 1);
    expect(two.why).toBeNull();
    expect(script.pictures().slice(before)).toEqual([...two.contents, ...single.contents]);
    script.refusePictures(true);
    const refused = await send(`Снимок не взяли ${one.id}`, 1);
    script.refusePictures(false);
    expect(refused.why).toMatch(/^Файлы не ушли/);
    // A provider of pictures is not handed a document.
    const strange = await send(`Не картинка ${one.id}`, 1, 'application/pdf');
    if (channel === 'api') expect(strange.why).toBeNull();
    else expect(strange.why).toMatch(/вид файла/);
    expect(script.pictures().length - before).toBe(channel === 'api' ? 4 : 3);
    expect(script.arrived().filter((text) => text.endsWith(String(one.id)))).toEqual([
      `Вот два снимка ${one.id}`,
      `Вот один снимок ${one.id}`,
      `Снимок не взяли ${one.id}`,
      `Не картинка ${one.id}`,
    ]);
  });

  test('a refusal is dead, visible, and is sent when it is asked for again', async () => {
    const one = says();
    await heard(script.written(one, one.id));
    const [appeal] = await appeals(one.text);
    script.refuse(1);
    const text = `Ответ ${one.id}`;
    await answer(appeal.appeal_id, text);
    const [row] = await outgoing(text, 'dead');
    expect(row.error).toMatch(/[А-я]/);
    expect(await said(text)).toMatchObject([{ state: 'failed' }]);
    const person = await server.as('administrator');
    await person.call('replayLetters', { body: { side: 'out', ids: [row.outgoing_id] } });
    await outgoing(text, 'sent');
    expect(script.arrived()).toContain(text);
  });
});
