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
import { withDatabase } from '../support/with-database.ts';

const database = withDatabase('region');
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
  const registry = await loadRegion(database.pool, '54');
  await transaction(database.pool, (client) =>
    extendRegistry(client, '54', {
      topics: topicsForNames(registry, scan.topics.values(), {}),
      organisations: organisationsForNames(registry, scan.organisations),
    }),
  );
  const registrar = await openRegistrar(database, '54');
  try {
    const known = await loadRegion(database.pool, '54');
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

  const stored = await database.pool.query(
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
  const again = await database.pool.query('select count(*)::int as n from answer');
  expect(again.rows[0].n).toBe(
    incidents.reduce((sum, row) => sum + (row['1ый ответ ПИ'] ? 1 : 0) + (row['2ой ответ ПИ'] ? 1 : 0), 0),
  );
}, 60_000);
