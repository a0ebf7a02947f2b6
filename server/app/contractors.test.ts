import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Client } from '../../test/support/client.ts';
import { eventually } from '../../test/support/eventually.ts';
import { fill } from '../../test/support/fill.ts';
import { type Open311Peer, startOpen311Peer } from '../../test/support/peers/open311-peer.ts';
import { withServer } from '../../test/support/with-server.ts';

const env: Record<string, string> = { OTKLIK_CONTRACTOR_KEY: 'contractor-key', OTKLIK_WRONG_KEY: 'no' };
const server = withServer({ channels: { env, retryMs: 50 } });
/** Another installation of ours in the place of a contractor. */
const other = withServer();

let executor: Client;
let administrator: Client;
let peer: Open311Peer;
let caseId: string;

const query = async (sql: string, values: unknown[] = []) =>
  (await server.database.pool.query(sql, values)).rows;
const connect = (account: string, settings: Record<string, unknown>, key = 'OTKLIK_CONTRACTOR_KEY') =>
  administrator.call('saveChannel', {
    params: { channel: 'open311', account },
    body: { name: `Подрядчик ${account}`, settings, secrets: { apiKey: key } },
  });

beforeAll(async () => {
  peer = await startOpen311Peer();
  [executor, administrator] = await Promise.all([server.as('mintrans-executor'), server.as('administrator')]);
  await connect('quirks', { base: `${peer.base}/v2`, jurisdiction: 'city.example', pollSeconds: 0.01 });
  await connect('own', {
    base: `${other.url}/open311/v2`,
    format: 'json',
    jurisdiction: '54',
    pollSeconds: 0.01,
  });
});
afterAll(() => peer.close());

beforeEach(async () => {
  const [filed] = await fill(server, [
    {
      message: {
        point: [54.7583, 83.1072],
        address: 'Бердск, ул. Лесная, 5, кв. 12',
        contact: { name: 'Анна Петрова', email: 'anna@example.ru', phone: '+79130000000' },
      },
      decision: {
        topic: 'roads.potholes',
        municipality: '50708000',
        organisation: 'mintrans',
        state: 'auto',
      },
    },
  ]);
  caseId = filed!.appealId;
  await query('update appeal set lat = 54.7583, lon = 83.1072 where appeal_id = $1', [caseId]);
});

const ask = (task = 'Засыпать яму у дома Петровой, тел. 89130000000') =>
  executor.call('askPart', { params: { id: caseId }, body: { contractor: 'ООО «Дорога»', task } });
const handOver = (
  id: string,
  account: string,
  part: { service?: string; attributes?: Record<string, string> } = {},
) => executor.call('handOverPart', { params: { id }, body: { account, ...part } });
const partNow = async (id: string) =>
  (await executor.call('caseFile', { params: { id: caseId } })).parts.find((part) => part.id === id)!;

/** Wakes the loops until the part is as expected. */
const until = (
  id: string,
  right: (part: Awaited<ReturnType<typeof partNow>>) => boolean,
  meanwhile?: () => Promise<void>,
) =>
  eventually(
    () => partNow(id),
    right,
    async () => {
      await meanwhile?.();
      server.app.context.channels('54').wake();
    },
  );

describe('a server of XML alone, one number at a time', () => {
  const DEPTH = { attributes: { DEPTH: 'd2' } };

  test('its services are read with what they ask for, and stand for our topics', async () => {
    const loaded = await administrator.call('loadServices', { params: { account: 'quirks' } });
    expect(loaded.services).toEqual([
      {
        code: '014',
        name: 'Ямы & выбоины',
        group: 'Дороги',
        attributes: [
          {
            code: 'DEPTH',
            datatype: 'singlevaluelist',
            required: true,
            description: 'Глубина ямы',
            values: [
              { key: 'd1', name: 'До 5 см' },
              { key: 'd2', name: 'Глубже' },
            ],
          },
        ],
        topics: [],
        gone: false,
      },
    ]);
    const params = { account: 'quirks', service: '014' };
    await administrator.call('mapService', { params, body: { topics: ['roads'] } });
    const strange = administrator.call('mapService', { params, body: { topics: ['no-such'] } });
    await expect(strange).rejects.toMatchObject({ status: 422 });
    // Read again, the topics stay.
    const again = await administrator.call('loadServices', { params: { account: 'quirks' } });
    expect(again.services[0]!.topics).toEqual(['roads']);
  });

  test('what is handed over has the task and the place, and nothing of the resident; its end comes back to the part', async () => {
    const part = await ask();
    await expect(handOver(part.id, 'quirks')).rejects.toMatchObject({
      status: 422,
      problem: { detail: /Глубина ямы/ },
    });
    const wrong = handOver(part.id, 'quirks', { attributes: { DEPTH: 'd9' } });
    await expect(wrong).rejects.toMatchObject({ status: 422 });
    peer.tokenAfter = 3;
    expect(await handOver(part.id, 'quirks', DEPTH)).toMatchObject({
      state: 'asked',
      remote: { state: 'handed', service: 'Ямы & выбоины' },
    });
    await expect(handOver(part.id, 'quirks', DEPTH)).rejects.toMatchObject({ status: 409 });
    await until(part.id, ({ remote }) => remote?.state === 'open');
    peer.tokenAfter = 0;
    const request = peer.filed.at(-1)!;
    expect(request.fields).toMatchObject({
      service_code: '014',
      lat: '54.7583',
      long: '83.1072',
      address_string: 'Бердск, ул. Лесная, 5',
      'attribute[DEPTH]': 'd2',
      jurisdiction_id: 'city.example',
    });
    expect(request.fields.description).toMatch(
      /^Засыпать яму у дома …, тел\. …\n\n\[Отклик 54-\d\d-\d+-\w{4}\]$/,
    );
    for (const personal of ['Петров', 'Анн', 'anna', '7913', '8913', 'кв'])
      expect(JSON.stringify(request.fields)).not.toContain(personal);

    request.notes = 'Бригада выехала';
    await until(part.id, ({ remote }) => remote?.notes === 'Бригада выехала');
    request.notes = 'Засыпали щебнем <20 мм>';
    request.status = 'Closed';
    const done = await until(part.id, ({ state }) => state === 'done');
    expect(done).toMatchObject({ result: 'Засыпали щебнем <20 мм>', settledBy: null });
    await until(part.id, ({ remote }) => remote?.state === 'closed');

    const confirm = (accepted: boolean, why?: string) =>
      executor.call('confirmPart', { params: { id: part.id }, body: { accepted, why } });
    await expect(confirm(false)).rejects.toMatchObject({ status: 422 });
    expect(await confirm(true)).toMatchObject({ remote: { confirmedBy: 'mintrans-executor' } });
    await expect(confirm(true)).rejects.toMatchObject({ status: 409 });
    const types = await query(`select type from event where appeal_id = $1 order by transaction_id, seq`, [
      caseId,
    ]);
    expect(types.map(({ type }) => type).filter((type) => type.startsWith('case.part'))).toEqual([
      'case.part_asked',
      'case.part_handed',
      'case.part_settled',
      'case.part_confirmed',
    ]);
    // The resident's conversation knows nothing of it.
    expect(await query('select 1 from conversation_message where appeal_id = $1', [caseId])).toEqual([]);
  });

  test('an answer that was lost on its way does not file twice', async () => {
    const part = await ask('Засыпать яму');
    const before = peer.filed.length;
    peer.swallow = true;
    await handOver(part.id, 'quirks', DEPTH);
    const { remote } = await until(part.id, (now) => now.remote?.state === 'open');
    expect(peer.filed.length - before).toBe(1);
    expect(remote!.requestId).toBe(peer.filed.at(-1)!.id);
  });

  test('what was not done well goes back, and can be handed over again', async () => {
    const part = await ask('Засыпать яму');
    await handOver(part.id, 'quirks', DEPTH);
    await until(part.id, ({ remote }) => remote?.state === 'open');
    peer.filed.at(-1)!.status = 'Closed';
    await until(part.id, ({ remote }) => remote?.state === 'closed');
    const body = { accepted: false, why: 'Яма на месте' };
    expect(await executor.call('confirmPart', { params: { id: part.id }, body })).toMatchObject({
      state: 'asked',
      remote: { state: 'lost', error: 'Не принято: Яма на месте' },
    });
    const before = peer.filed.length;
    await handOver(part.id, 'quirks', DEPTH);
    await until(part.id, ({ remote }) => remote?.state === 'open');
    expect(peer.filed.length - before).toBe(1);
  });

  test('a refusal is told in the words of the contractor, and stays visible', async () => {
    await connect('locked', { base: `${peer.base}/v2`, jurisdiction: 'city.example' }, 'OTKLIK_WRONG_KEY');
    await administrator.call('loadServices', { params: { account: 'locked' } });
    const part = await ask('Засыпать яму');
    await handOver(part.id, 'locked', { service: '014', ...DEPTH });
    const { remote } = await until(part.id, (now) => now.remote?.error !== null);
    expect(remote!.error).toMatch(/403: api_key was not valid\. Проверьте ключ/);
  });

  test('a server that is away is waited for; many open requests are asked about in one round', async () => {
    const parts = [];
    for (let count = 0; count < 3; count += 1) {
      const part = await ask(`Засыпать яму ${count}`);
      await handOver(part.id, 'quirks', DEPTH);
      await until(part.id, ({ remote }) => remote?.state === 'open');
      parts.push(part);
    }
    peer.failWith('reset', 3);
    for (const request of peer.filed) request.status = 'Closed';
    for (const part of parts)
      await until(
        part.id,
        ({ state }) => state === 'done',
        async () => {
          // Those taken for a round that failed wait for the end of their lease.
          await query(`update contractor_request set next_poll_at = now() where state = 'open'`);
        },
      );
    expect(peer.asked.some(({ query: asked }) => asked.get('service_request_id')?.includes(','))).toBe(true);
  });
});

describe('another installation of ours', () => {
  test('takes a part as a case, and its end comes back', async () => {
    const loaded = await administrator.call('loadServices', { params: { account: 'own' } });
    expect(loaded.services.length).toBeGreaterThan(50);
    const part = await ask('Засыпать яму');
    await handOver(part.id, 'own', { service: 'roads.potholes' });
    const { remote } = await until(part.id, (now) => now.remote?.state === 'open');
    const there = await other.database.pool.query(`select text, lat, address from appeal where number = $1`, [
      remote!.requestId,
    ]);
    expect(there.rows).toMatchObject([{ lat: 54.7583, address: 'Бердск, ул. Лесная, 5' }]);
    expect(there.rows[0].text).toMatch(/^Засыпать яму\n\n\[Отклик /);
    await other.database.pool.query(`update appeal set status = 'closed' where number = $1`, [
      remote!.requestId,
    ]);
    expect(await until(part.id, ({ state }) => state === 'done')).toMatchObject({
      result: 'Подрядчик закрыл заявку без пояснения.',
    });
  });
});

test('nobody but the body that answers hands over; a body has no Open311', async () => {
  const part = await ask('Засыпать яму');
  const stranger = await server.as('only-roads');
  const body = { account: 'quirks', attributes: { DEPTH: 'd1' } };
  const params = { id: part.id };
  expect((await stranger.ask('handOverPart', { params, body })).status).toBe(403);
  expect((await (await server.as('federal_curator')).ask('handOverPart', { params, body })).status).toBe(403);
  const ofBody = await executor.call('askPart', {
    params: { id: caseId },
    body: { organisation: 'minzhkh', task: 'Проверить люк' },
  });
  expect((await executor.ask('handOverPart', { params: { id: ofBody.id }, body })).status).toBe(422);
  // The door for deliveries is closed: nothing comes in by this channel.
  const knock = await server.anybody.fetch('/hooks/open311/54/quirks', { method: 'POST', body: '{}' });
  expect([403, 404, 413]).toContain(knock.status);
});
