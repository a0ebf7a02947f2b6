import { describe, expect, test } from 'vitest';
import type { CaseResult } from '../../contract/exchange.ts';
import type { RegisterOnBehalf } from '../../contract/reception.ts';
import { fill } from '../../test/support/fill.ts';
import { TEST_PASSWORD } from '../../test/support/test-accounts.ts';
import { withServer } from '../../test/support/with-server.ts';
import { addAccount } from '../access/index.ts';
import { fixedClock } from '../platform/clock.ts';

const NOW = new Date('2026-11-23T05:00:00Z');
const server = withServer({ clock: fixedClock(NOW) });
const call: RegisterOnBehalf = {
  channel: 'hotline',
  text: 'На улице Лесной в Бердске большая яма на дороге',
  municipality: '50708000',
  contact: { name: 'Иванова', phone: '8 (913) 123-45-67' },
};

describe('an operator writes down for a resident', () => {
  test('a call: normalised number, a follow link, a repeat makes nothing new', async () => {
    const operator = await server.as('operator');
    const asked = { body: call, headers: { 'idempotency-key': 'call-1' } };
    const filed = await operator.call('registerOnBehalf', asked);
    expect(filed).toMatchObject({ repeated: false, registrationDueAt: null, registrationLate: false });
    expect((await server.anybody.fetch(`/api${filed.followUrl}`)).status).toBe(200);
    expect(await operator.call('registerOnBehalf', asked)).toMatchObject({
      number: filed.number,
      repeated: true,
    });
    const stored = await server.database.pool.query(
      'select a.channel, a.regime, p.phone, o.login from appeal a join applicant p using (region_id, appeal_id) join on_behalf o using (region_id, appeal_id)',
    );
    expect(stored.rows).toEqual([
      { channel: 'hotline', regime: 'call', phone: '+79131234567', login: 'operator' },
    ]);
  });

  test('the caller is known by the number however written, only as far as the operator sees, and the reading is noted', async () => {
    await addAccount(server.database.pool, '54', {
      login: 'operator-elsewhere',
      name: 'Проверка',
      role: 'operator',
      password: TEST_PASSWORD,
      scopeMunicipalities: ['50701000'],
    });
    const operator = await server.as('operator');
    const known = await operator.call('callerHistory', { body: { phone: '9131234567' } });
    expect(known).toMatchObject({ phone: '+79131234567', name: 'Иванова' });
    expect(known.rows).toHaveLength(1);
    const elsewhere = await server.as('operator-elsewhere');
    expect(await elsewhere.call('callerHistory', { body: { phone: '9131234567' } })).toMatchObject({
      name: null,
      rows: [],
    });
    const journal = await server.database.pool.query('select login, appeal_id from personal_data_reading');
    expect(journal.rows).toEqual([{ login: 'operator', appeal_id: known.rows[0]!.id }]);
    await expect(operator.call('callerHistory', { body: { phone: '112' } })).rejects.toThrow(/422/);
    await expect(
      (await server.as('executor')).call('callerHistory', { body: { phone: '9131234567' } }),
    ).rejects.toThrow(/403/);
  });

  test('«say this»: topic, body and term as the case then has them; open cases beside it within sight', async () => {
    const operator = await server.as('operator');
    const { topics } = await operator.call('registry');
    const topic = topics.find((each) => each.leaf && each.sector === 'roads')!.code;
    await fill(server, [
      {
        message: { text: call.text },
        decision: { topic, municipality: '50708000', organisation: 'mintrans' },
      },
    ]);
    const said = await operator.call('previewOnBehalf', { body: { ...call, topic } });
    expect(said).toMatchObject({ topic, municipality: '50708000' });
    expect(said.similar.map((row) => row.excerpt)).toContain(call.text);
    const filed = await operator.call('registerOnBehalf', {
      body: { ...call, topic },
      headers: { 'idempotency-key': 'call-2' },
    });
    expect(filed.dueAt).toBe(said.dueAt);
    const { organisations } = await operator.call('registry');
    expect(filed.organisation).toBe(organisations.find(({ code }) => code === said.organisation)!.name);
    const elsewhere = await server.as('operator-elsewhere');
    expect((await elsewhere.call('previewOnBehalf', { body: { ...call, topic } })).similar).toEqual([]);
  });

  test.each([
    ['2026-11-22', false],
    ['2026-11-16', true],
  ])(
    'paper received on %s: the law counts three days to registration from then',
    async (receivedOn, late) => {
      const operator = await server.as('operator');
      const body = {
        ...call,
        channel: 'paper' as const,
        receivedOn,
        postalAddress: '633010, Бердск, ул. Лесная, 1',
      };
      const filed = await operator.call('registerOnBehalf', {
        body,
        headers: { 'idempotency-key': receivedOn },
      });
      expect(filed.registrationLate).toBe(late);
      const days =
        (Date.parse(filed.registrationDueAt!) - Date.parse(`${receivedOn}T00:00:00+07:00`)) / 86_400_000;
      expect(days).toBeGreaterThan(2);
      expect(days).toBeLessThanOrEqual(5);
      const card = await operator.call('appeal', { params: { id: filed.id } });
      expect(card).toMatchObject({ regime: '59fz', channel: 'paper' });
      expect(card.deadlineSteps.find((step) => step.step === 'register')!.dueAt).toBe(
        filed.registrationDueAt,
      );
    },
  );

  test('what is wrong names its field', async () => {
    const operator = await server.as('operator');
    for (const [field, body] of [
      ['receivedOn', { ...call, channel: 'paper' as const }],
      ['receivedOn', { ...call, channel: 'paper' as const, receivedOn: '2026-11-24' }],
      ['office', { ...call, channel: 'mfc' as const }],
      ['campaign', { ...call, campaign: '00000000-0000-7000-8000-000000000000' }],
    ] as const) {
      const refused = await operator.call('registerOnBehalf', { body }).catch((error) => error);
      expect(Object.keys(refused.problem.errors)).toEqual([field]);
    }
  });
});

test('a campaign: what comes on its days carries its tag, the summary counts within sight', async () => {
  const head = await server.as('head');
  const campaign = await head.call('createCampaign', {
    body: { name: 'Прямая линия', theme: 'Дороги', tag: 'дороги-2026', from: '2026-11-23', to: '2026-11-24' },
  });
  expect(campaign.open).toBe(true);
  const operator = await server.as('operator');
  for (const n of [1, 2])
    await operator.call('registerOnBehalf', {
      body: { ...call, campaign: campaign.id },
      headers: { 'idempotency-key': `line-${n}` },
    });
  const summary = await head.call('campaign', { params: { id: campaign.id } });
  expect(summary).toMatchObject({ count: 2, byChannel: [{ key: 'hotline', count: 2 }] });
  const elsewhere = await server.as('operator-elsewhere');
  expect(await elsewhere.call('campaign', { params: { id: campaign.id } })).toMatchObject({ count: 0 });
  expect((await elsewhere.call('campaigns')).rows).toMatchObject([{ id: campaign.id, count: 0 }]);
});

test('a case goes to another region as a package and its result comes back once', async () => {
  const { pool } = server.database;
  const [filed] = await fill(server, [
    {
      message: {
        text: 'Яма на трассе в соседней области',
        contact: { name: 'Иванова', phone: null, email: 'a@b.ru' },
      },
      decision: { organisation: 'mintrans', state: 'auto' },
    },
  ]);
  const id = filed!.appealId;
  const operator = await server.as('operator');
  await expect(operator.call('packCase', { params: { id } })).rejects.toThrow(/409/);
  const { version } = await operator.call('appeal', { params: { id } });
  await operator.call('actOnCase', {
    params: { id },
    body: {
      action: 'hand_out',
      to: 'Омская область',
      level: 'regional',
      reason: 'Дорога на территории области',
      until: '2026-12-10',
    },
    headers: { 'if-match': `"${version}"` },
  });
  await expect((await server.as('operator-elsewhere')).call('packCase', { params: { id } })).rejects.toThrow(
    /404/,
  );
  const sent = await operator.call('packCase', { params: { id } });
  expect(sent).toMatchObject({
    region: { code: '54' },
    case: { number: filed!.number, contact: { name: 'Иванова' } },
  });
  expect(JSON.stringify(sent.history)).not.toContain('operator');
  expect((await operator.call('packCase', { params: { id } })).digest).toBe(sent.digest);

  // The same installation plays the other side: only the sender's code and number differ.
  await expect(operator.call('takePackage', { body: sent })).rejects.toThrow(/422/);
  const tampered = { ...sent, case: { ...sent.case, text: 'Другое' } };
  await expect(operator.call('takePackage', { body: tampered })).rejects.toThrow(/отпечаток/);
  await pool.query(`update case_transfer set digest = repeat('0', 64) where appeal_id = $1`, [id]);
  const { createHash } = await import('node:crypto');
  const { digest: _, ...rest } = { ...sent, region: { code: '55', name: 'Омская область' } };
  const foreign = { ...rest, digest: createHash('sha256').update(JSON.stringify(rest)).digest('hex') };
  const taken = await operator.call('takePackage', { body: foreign });
  expect(taken.repeated).toBe(false);
  expect(await operator.call('takePackage', { body: foreign })).toMatchObject({
    number: taken.number,
    repeated: true,
  });
  await expect(operator.call('caseResult', { params: { id: taken.id } })).rejects.toThrow(/409/);
  await pool.query(`update appeal set outcome = 'solved', answered_at = $2 where appeal_id = $1`, [
    taken.id,
    NOW,
  ]);
  await pool.query(
    `insert into answer values ('54', gen_random_uuid(), $1, 1, 'final', 'Яму заделали в четверг', 'solved', $2, null, null, 'mintrans')`,
    [taken.id, NOW],
  );
  const result = await operator.call('caseResult', { params: { id: taken.id } });
  expect(result).toMatchObject({
    number: filed!.number,
    theirNumber: taken.number,
    packageDigest: foreign.digest,
  });

  await expect(operator.call('takeCaseResult', { body: result })).rejects.toThrow(/404/);
  await pool.query('update case_transfer set digest = $2 where appeal_id = $1', [id, foreign.digest]);
  const forged: CaseResult = { ...result, text: 'Ничего не сделано и не будет' };
  await expect(operator.call('takeCaseResult', { body: forged })).rejects.toThrow(/отпечаток/);
  expect(await operator.call('takeCaseResult', { body: result })).toMatchObject({ id, status: 'answered' });
  await expect(operator.call('takeCaseResult', { body: result })).rejects.toThrow(/409/);
});

test('«Куда и как обратиться» is a page of the registry that needs no script', async () => {
  const answer = await server.anybody.fetch('/how');
  const page = await answer.text();
  expect(answer.status).toBe(200);
  expect(page).toContain('Куда и как обратиться');
  expect(page).toContain('Администрация города Бердска');
  expect(page).toContain('/widget.js');
  expect(page).not.toMatch(/<script(?! src)/);
});
