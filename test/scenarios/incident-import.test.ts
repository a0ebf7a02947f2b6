import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRegistrar } from '../../server/app/open-registrar.ts';
import { importFile, readProfile, scanFile } from '../../server/intake/import/index.ts';
import { transaction } from '../../server/platform/database/index.ts';
import {
  extendRegistry,
  loadRegion,
  nameLookup,
  organisationsForNames,
  topicsForNames,
} from '../../server/registry/store/index.ts';
import { INCIDENT_COLUMNS, incidentWorkbook, inventedIncidents } from '../support/incident-workbook.ts';
import { withServer } from '../support/with-server.ts';

const server = withServer();
const folder = mkdtempSync(join(tmpdir(), 'otklik-incident-'));
const path = join(folder, 'incidents.xlsx');
const incidents = inventedIncidents(400);

beforeAll(async () => {
  writeFileSync(path, await incidentWorkbook(incidents));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function importOnce() {
  const mapping = readProfile('incident');
  const scan = await scanFile(path, mapping);
  const registry = await loadRegion(server.database.pool, '54');
  await transaction(server.database.pool, (client) =>
    extendRegistry(client, '54', {
      topics: topicsForNames(registry, scan.topics.values(), {}),
      organisations: organisationsForNames(registry, scan.organisations),
    }),
  );
  const registrar = await openRegistrar(server.database, '54');
  try {
    const known = await loadRegion(server.database.pool, '54');
    return await importFile({
      path,
      mapping,
      lookup: nameLookup(known),
      timeZone: known.file.timeZone,
      register: registrar.context,
      rejectsPath: `${path}.rejected.jsonl`,
    });
  } finally {
    await registrar.close();
  }
}

/** Clock reading of Novosibirsk, UTC+7 in that year. */
const moment = (text: unknown) =>
  typeof text === 'string' && text !== "'" ? Date.parse(`${text.replace(' ', 'T')}+07:00`) : null;

const STATUS: Record<string, string> = {
  Готово: 'closed',
  Отложено: 'postponed',
  'Оценка удовлетворенности': 'awaiting_rating',
  'Подготовка ответа': 'in_work',
  Согласование: 'approval',
  Модерация: 'moderation',
};
const OUTCOME: Record<string, string> = {
  Решено: 'solved',
  Разъяснено: 'explained',
  'Не решено': 'not_solved',
};

test('an export of 47 columns keeps statuses, dates, answers and outcomes of every row; a second import adds nothing', async () => {
  expect(INCIDENT_COLUMNS).toHaveLength(47);
  const result = await importOnce();
  expect(result).toMatchObject({ rows: 400, added: 400, rejected: 0 });

  const stored = await server.database.pool.query(
    `select a.external_id, a.status, a.outcome, a.filed_at, a.closed_at, a.assigned_at, a.first_answer_at, a.rating, a.due_at,
            a.author_key, a.channel, o.name as body,
            (select array_agg(n.text order by n.ordinal) from answer n where n.region_id = a.region_id and n.appeal_id = a.appeal_id) as answers
       from appeal a join organisation o on o.region_id = a.region_id and o.code = a.organisation`,
  );
  const byId = new Map(stored.rows.map((row) => [row.external_id, row]));
  for (const incident of incidents) {
    const row = byId.get(String(incident.ID));
    const step = String(incident['Текущий шаг инцидента']);
    expect(row.status).toBe(STATUS[step]);
    expect(row.outcome).toBe(step === 'Готово' ? OUTCOME[String(incident.Итог)] : null);
    expect(row.filed_at.getTime()).toBe(moment(incident['Дата создания']));
    expect(row.closed_at?.getTime() ?? null).toBe(moment(incident['Дата окончания']));
    expect(row.assigned_at.getTime()).toBe(moment(incident['Время назначения последнего исполнителя']));
    expect(row.first_answer_at?.getTime() ?? null).toBe(moment(incident['Общее время первого ответа']));
    const answers = [incident['1ый ответ ПИ'], incident['2ой ответ ПИ']].filter(Boolean);
    expect(row.answers ?? []).toEqual(answers);
    const reason = String(incident['Причина закрытия']);
    expect(row.rating).toBe(/^[1-5]$/.test(reason) ? Number(reason) : null);
    expect(row.due_at === null).toBe(step === 'Готово');
    const executor = incident.Исполнитель === "'" ? incident.Отдел : incident.Исполнитель;
    expect(row.body).toBe(executor);
    // An address of somebody's page is personal data: only a fingerprint is kept, equal for one person.
    expect(row.author_key).not.toContain('vk.com');
  }
  expect(new Set(stored.rows.map((row) => row.author_key)).size).toBe(50);

  expect(await importOnce()).toMatchObject({ added: 0, alreadyThere: 400, rejected: 0 });
  const again = await server.database.pool.query('select count(*)::int as n from answer');
  expect(again.rows[0].n).toBe(
    incidents.reduce((sum, row) => sum + (row['1ый ответ ПИ'] ? 1 : 0) + (row['2ой ответ ПИ'] ? 1 : 0), 0),
  );
}, 60_000);

test('the KPI page equals figures computed from the file itself', async () => {
  const head = await server.as('head');
  const { rows } = await head.call('kpi', { query: { from: '2026-03-01', to: '2026-09-30' } });
  const kpi = (id: string) => rows.find((row) => row.id === id)!.figure;

  // Computed here from the cells alone, with nothing of the server's.
  const cases = incidents.map((incident) => {
    const step = String(incident['Текущий шаг инцидента']);
    const created = moment(incident['Дата создания'])!;
    const first = moment(incident['Общее время первого ответа']);
    const rated = moment(incident['Время попадания на шаг оценка удовлетворенности']);
    const reason = String(incident['Причина закрытия']);
    return {
      step,
      outcome: step === 'Готово' ? OUTCOME[String(incident.Итог)]! : null,
      created,
      first,
      answered: step === 'Отложено' ? null : rated,
      stars: /^[1-5]$/.test(reason) ? Number(reason) : null,
      answers: [incident['1ый ответ ПИ'], incident['2ой ответ ПИ']].filter(Boolean).length,
    };
  });
  const answered = cases.filter((each) => each.answered !== null);
  const days = answered.map((each) => (each.answered! - each.created) / 86_400_000);
  const hours = cases
    .filter((each) => each.first !== null)
    .map((each) => (each.first! - each.created) / 3_600_000);
  const stars = answered.flatMap((each) => each.stars ?? []);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const median = (values: number[]) => {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = (sorted.length - 1) / 2;
    return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
  };
  const ended = answered.filter((each) => each.outcome !== null);
  const expected: Record<string, [value: number, n: number]> = {
    accepted: [cases.length, cases.length],
    processed: [answered.length, answered.length],
    processed_share: [answered.length / cases.length, cases.length],
    first_answer_median: [median(hours), hours.length],
    consideration_mean: [mean(days), days.length],
    consideration_median: [median(days), days.length],
    consideration_max: [Math.max(...days), days.length],
    satisfied: [stars.filter((each) => each >= 4).length / stars.length, stars.length],
    rating_mean: [mean(stars), stars.length],
    response_rate: [stars.length / answered.length, answered.length],
    reopened_share: [answered.filter((each) => each.answers > 1).length / answered.length, answered.length],
    outcome_solved: [ended.filter((each) => each.outcome === 'solved').length / ended.length, ended.length],
    outcome_explained: [
      ended.filter((each) => each.outcome === 'explained').length / ended.length,
      ended.length,
    ],
    outcome_not_solved: [
      ended.filter((each) => each.outcome === 'not_solved').length / ended.length,
      ended.length,
    ],
    postponed_share: [cases.filter((each) => each.step === 'Отложено').length / cases.length, cases.length],
  };
  for (const [id, [value, n]] of Object.entries(expected)) {
    expect(kpi(id).n, id).toBe(n);
    expect(kpi(id).value, id).toBeCloseTo(value, 6);
  }
});
