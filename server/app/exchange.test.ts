import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fill } from '../../test/support/fill.ts';
import {
  INCIDENT_COLUMNS,
  incidentWorkbook,
  inventedIncidents,
} from '../../test/support/incident-workbook.ts';
import { SCOPED_LOGINS } from '../../test/support/test-accounts.ts';
import { withServer } from '../../test/support/with-server.ts';
import { importFile, readProfile, scanFile } from '../intake/import/index.ts';
import { transaction } from '../platform/database/index.ts';
import { readTable } from '../platform/tabular/read-table.ts';
import {
  extendRegistry,
  loadRegion,
  nameLookup,
  organisationsForNames,
  topicsForNames,
} from '../registry/store/index.ts';
import { openRegistrar } from './open-registrar.ts';

const server = withServer();
const folder = mkdtempSync(join(tmpdir(), 'otklik-exchange-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function importAs(profile: string, path: string) {
  const { pool } = server.database;
  const mapping = readProfile(profile);
  const scan = await scanFile(path, mapping);
  const before = await loadRegion(pool, '54');
  await transaction(pool, (client) =>
    extendRegistry(client, '54', {
      topics: topicsForNames(before, scan.topics.values(), {}),
      organisations: organisationsForNames(before, scan.organisations),
    }),
  );
  const registrar = await openRegistrar(server.database, '54');
  try {
    const registry = await loadRegion(pool, '54');
    return await importFile({
      path,
      mapping,
      lookup: nameLookup(registry),
      timeZone: registry.file.timeZone,
      register: registrar.context,
      rejectsPath: `${path}.rejected.jsonl`,
    });
  } finally {
    await registrar.close();
  }
}

async function download(login: string, query: Record<string, string>): Promise<Buffer> {
  const answer = await (await server.as(login)).fetch(`/api/export?${new URLSearchParams(query)}`);
  const content = Buffer.from(await answer.arrayBuffer());
  if (answer.status !== 200) throw new Error(`${answer.status} ${content}`);
  return content;
}

async function rowsOf(name: string, content: Buffer): Promise<Record<string, unknown>[]> {
  const path = join(folder, name);
  writeFileSync(path, content);
  const rows: Record<string, unknown>[] = [];
  for await (const row of readTable(path)) rows.push(row.values);
  return rows;
}

/** Everything an export promises to bring back. */
async function lives() {
  const found = await server.database.pool.query(
    `select a.channel, a.external_id, a.regime, a.kind, a.status, a.outcome, a.outcome_reason, a.filed_at, a.assigned_at,
            a.first_answer_at, a.answered_at, a.closed_at, a.rating, a.reopenings, a.topic, a.municipality, a.organisation, a.address,
            a.text, a.source_name, (select array_agg(n.text || n.kind order by n.ordinal) from answer n where n.region_id = a.region_id
              and n.appeal_id = a.appeal_id) as answers
       from appeal a order by a.channel, a.external_id`,
  );
  return found.rows;
}
const forget = () => server.database.pool.query('truncate appeal, message, answer, appeal_search, applicant');

describe('what was exported comes back as it was', () => {
  beforeAll(async () => {
    const path = join(folder, 'incidents.xlsx');
    writeFileSync(path, await incidentWorkbook(inventedIncidents(120)));
    expect(await importAs('incident', path)).toMatchObject({ added: 120, rejected: 0 });
    // A clerk decided otherwise than the point says: that must not come back undone.
    await server.database.pool.query(
      `update appeal set municipality = '50708000', lat = 55.03, lon = 82.92 where appeal_id = (select min(appeal_id::text)::uuid from appeal)`,
    );
  }, 60_000);

  test.each([
    ['incident', 'xlsx'],
    ['otklik', 'csv'],
    ['otklik', 'jsonl'],
    ['otklik', 'xlsx'],
  ])(
    '%s in %s',
    async (profile, format) => {
      const before = await lives();
      expect(before).toHaveLength(120);
      const content = await download('head', { as: profile, format });
      const path = join(folder, `back-${profile}.${format}`);
      writeFileSync(path, content);
      // Into the region it comes from it adds nothing.
      expect(await importAs(profile, path)).toMatchObject({ added: 0, alreadyThere: 120, rejected: 0 });
      await forget();
      expect(await importAs(profile, path)).toMatchObject({ added: 120, rejected: 0 });
      expect(await lives()).toEqual(before);
    },
    60_000,
  );

  test('the workbook has the 47 columns in their order', async () => {
    const [row] = await rowsOf('header.xlsx', await download('head', { as: 'incident' }));
    expect(Object.keys(row!)).toEqual([...INCIDENT_COLUMNS]);
  });
});

describe('an export is the list it was asked for', () => {
  beforeAll(async () => {
    await forget();
    const { topics } = await (await server.as('head')).call('registry');
    const roads = topics.find((topic) => topic.leaf && topic.sector === 'roads')!.code;
    await fill(
      server,
      Array.from({ length: 30 }, (_, n) => ({
        message: {
          text: n === 0 ? '=HYPERLINK("http://x"); «а»…\nвторая; строка' : `Барабашка ${n}`,
          filedAt: new Date(Date.UTC(2026, 9, 1 + (n % 25), 5)),
          regime: n % 3 === 0 ? ('59fz' as const) : ('pos_message' as const),
          channel: n % 2 ? ('web' as const) : ('paper' as const),
          contact: n % 3 === 0 ? { name: `Имя ${n}`, email: 'a@b.ru', phone: '1' } : null,
          authorKey: `личный-ключ-${n}`,
        },
        decision: {
          topic: roads,
          municipality: n % 5 ? '50701000' : '50708000',
          organisation: n % 7 ? 'mintrans' : 'minzhkh',
        },
      })),
    );
  }, 60_000);

  test.each([
    {},
    { channel: 'web' },
    { municipality: '50708000', from: '2026-10-05', to: '2026-10-20' },
    { organisation: 'minzhkh', sort: 'due' as const },
    { q: 'барабашка' },
    { q: 'нетакогослова' },
    { overdue: '1' as const },
  ])('%j', async (query) => {
    for (const login of ['head', SCOPED_LOGINS.municipality, SCOPED_LOGINS.organisation]) {
      const person = await server.as(login);
      const listed: string[] = [];
      let after: string | undefined;
      do {
        const page = await person.call('appeals', { query: { ...query, limit: 7, after } });
        listed.push(...page.rows.map((row) => row.number));
        after = page.next ?? undefined;
      } while (after);
      const asked = { ...query, as: 'otklik', format: 'jsonl' } as unknown as Record<string, string>;
      const text = (await download(login, asked)).toString();
      const exported = text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line).number);
      expect(exported.sort()).toEqual(listed.sort());
    }
  });

  test('words that a table program would run are harmless, and no author can be told', async () => {
    const text = (await download('head', { as: 'otklik' })).toString();
    expect(text).toContain(`"'=HYPERLINK`);
    expect(text).not.toContain('личный-ключ');
    expect(text).not.toContain('a@b.ru');
  });

  test('ССТУ: appeals by the law alone, with contacts, each of them written into the journal', async () => {
    const department = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
    const asked = { as: 'sstu', month: '2026-10', department };
    const requests = JSON.parse((await download('administrator', asked)).toString());
    expect(requests).toHaveLength(10);
    expect(requests[0]).toMatchObject({ departmentId: department, isDirect: true, email: 'a@b.ru' });
    expect(requests[0].questions[0]).toMatchObject({ status: 'NotRegistered', responseDate: null });
    const journal = await server.database.pool.query(
      `select count(distinct appeal_id)::int as n from personal_data_reading where login = 'administrator'`,
    );
    expect(journal.rows[0].n).toBe(10);
    await expect(download('analyst', asked)).rejects.toThrow(/403/);
    await expect(download('administrator', { as: 'sstu' })).rejects.toThrow(/422.*GUID/);
    expect(JSON.parse((await download('administrator', { ...asked, month: '2025-01' })).toString())).toEqual(
      [],
    );
  });

  test('the review: 25 columns, a byte-order mark, CRLF, nothing their loader refuses', async () => {
    const text = (await download('analyst', { as: 'president' })).toString();
    expect(text.startsWith('\ufeffГруппаГ;Округ;Регион;')).toBe(true);
    const lines = text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(11);
    expect(lines.map((line) => line.split(';').length)).toEqual(lines.map(() => 25));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are what is refused
    expect(text).not.toMatch(/[\u0000\t\u001a\ufffd…]/);
    expect(text).not.toContain('Барабашка');
  });

  test('indicators: the whole equals the sum of each cut', async () => {
    const { rows } = JSON.parse((await download('analyst', { as: 'indicators' })).toString());
    const filed = (cut: string) =>
      rows
        .filter((row: { cut: string; indicator: string }) => row.cut === cut && row.indicator === 'filed')
        .reduce((sum: number, row: { value: number }) => sum + row.value, 0);
    for (const cut of ['region', 'channel', 'regime', 'kind', 'sector', 'municipality'])
      expect(filed(cut), cut).toBe(30);
    const table = (await download('analyst', { as: 'indicators', format: 'csv' })).toString();
    expect(table.trimEnd().split('\r\n')).toHaveLength(rows.length + 1);
  });

  test('a format the profile does not write is refused, and so is whoever may not export', async () => {
    await expect(download('head', { as: 'incident', format: 'csv' })).rejects.toThrow(/422/);
    await expect(download('executor', {})).rejects.toThrow(/403/);
  });
});
