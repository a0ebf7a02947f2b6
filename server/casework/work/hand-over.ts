import type pg from 'pg';
import type { z } from 'zod';
import type { CasePart } from '../../../contract/case-file.ts';
import type { HandOverPart, ServiceAttribute } from '../../../contract/contractors.ts';
import { enqueueOutgoing } from '../../platform/outbox/index.ts';
import { pathOf } from '../../registry/taxonomy.ts';
import type { CaseAct } from '../life/act-on-case.ts';
import { CaseConflict, type CaseRow, invalid } from '../life/case-row.ts';
import { PART_COLUMNS } from './queries.ts';
import { requireBody, withinCase } from './within-case.ts';
import { withoutPersonal } from './without-personal.ts';

type Part = z.infer<typeof CasePart>;

/**
 * Sends a contractor's part to his own Open311 server, by the outbox: the task and the place, without the resident's name, contacts
 * and flat. A part that came to nothing there may be handed over again.
 *
 * @throws CaseConflict
 */
export function handOverPart(act: CaseAct, partId: string, asked: HandOverPart): Promise<Part> {
  const { registry, actor, now } = act;
  return withinCase(act, async (client, row, acting) => {
    requireBody(acting);
    const part = await readPart(client, registry.code, partId);
    if (part.state !== 'asked')
      throw new CaseConflict('not_now', 'Эта часть уже закончена. Обновите страницу.');
    if (part.contractor === null) throw invalid('Эта часть поручена органу: он увидит её в Отклике сам.');
    if (part.remote !== null && part.remote !== 'lost')
      throw new CaseConflict('not_now', 'Эта часть уже передана подрядчику. Обновите страницу.');
    const topics =
      row.topic && registry.taxonomy.byCode.has(row.topic) ? pathOf(row.topic, registry.taxonomy) : [];
    const service = await readService(
      client,
      registry.code,
      asked,
      topics.map(({ code }) => code),
    );
    const place = await readPlace(client, registry.code, row.appeal_id);
    if (place.lat === null && !place.address)
      throw invalid('У дела нет ни точки, ни адреса: подрядчик не примет заявку. Уточните место.');
    const clean = (text: string) => withoutPersonal(text, place);
    const attributes = readAttributes(service.attributes, asked.attributes, clean);
    const mark = `Отклик ${row.number}-${partId.slice(-4)}`;
    const { outgoingId } = await enqueueOutgoing(client, {
      regionId: registry.code,
      // Nothing of it is said to the resident: neither his conversation nor the case's count of answers has it.
      appealId: null,
      channel: 'open311',
      account: asked.account,
      recipient: asked.account,
      text: `${clean(part.task)}\n\n[${mark}]`,
      options: {
        service: service.code,
        lat: place.lat,
        long: place.lon,
        address: place.address && clean(place.address),
        attributes,
        mark,
      },
      dedupeKey: `part:${partId}:${now.getTime()}`,
      now,
    });
    await client.query(
      `insert into contractor_request (region_id, part_id, appeal_id, account, service_code, outgoing_id, state, handed_by, handed_at)
       values ($1, $2, $3, $4, $5, $6, 'handed', $7, $8)
       on conflict (region_id, part_id) do update set account = excluded.account, service_code = excluded.service_code,
         outgoing_id = excluded.outgoing_id, state = 'handed', token = null, request_id = null, status_notes = null, error = null,
         handed_by = excluded.handed_by, handed_at = excluded.handed_at, next_poll_at = null, quiet_polls = 0, closed_at = null,
         confirmed_by = null, confirmed_at = null, remote_updated_at = null`,
      [registry.code, partId, row.appeal_id, asked.account, service.code, outgoingId, actor.login, now],
    );
    return {
      result: await readWhole(client, registry.code, partId),
      step: { type: 'case.part_handed', data: { contractor: part.contractor, service: service.name } },
    };
  });
}

async function readPart(client: pg.ClientBase, regionId: string, partId: string) {
  const found = await client.query<{
    state: string;
    contractor: string | null;
    task: string;
    remote: string | null;
  }>(
    `select p.state, p.contractor, p.task, c.state as remote
       from case_part p left join contractor_request c on c.region_id = p.region_id and c.part_id = p.part_id
      where p.region_id = $1 and p.part_id = $2 for update of p`,
    [regionId, partId],
  );
  return found.rows[0]!;
}

/** A part as a screen shows it; the caller has found before that it is there. */
export async function readWhole(client: pg.ClientBase, regionId: string, partId: string): Promise<Part> {
  const found = await client.query<Part>(
    `select ${PART_COLUMNS} from case_part where region_id = $1 and part_id = $2`,
    [regionId, partId],
  );
  return found.rows[0]!;
}

/** The named service, else the one that stands for the topic or for the nearest topic above it. */
async function readService(
  client: pg.ClientBase,
  regionId: string,
  { account, service }: HandOverPart,
  topicPath: readonly string[],
): Promise<{ code: string; name: string; attributes: ServiceAttribute[] }> {
  const found = await client.query(
    `select s.service_code as code, s.service_name as name, s.attributes
       from contractor_service s
       join channel_account c on c.region_id = s.region_id and c.channel = 'open311' and c.account = s.account and c.enabled
      where s.region_id = $1 and s.account = $2 and not s.gone
        and case when $3::text is null then s.topics && $4::text[] else s.service_code = $3 end
      order by (select max(array_position($4::text[], t)) from unnest(s.topics) t) desc nulls last, s.service_code limit 1`,
    [regionId, account, service ?? null, topicPath],
  );
  const row = found.rows[0];
  if (row) return row;
  throw invalid(
    service
      ? 'Такой услуги у подрядчика нет. Обновите список услуг на странице «Каналы».'
      : 'Для темы этого дела услуга подрядчика не указана: выберите её.',
  );
}

/** Only what the service asks for goes out, and all that it demands; own words without anything personal. */
export function readAttributes(
  known: readonly ServiceAttribute[],
  given: Readonly<Record<string, string>>,
  clean: (text: string) => string,
): Record<string, string> {
  const taken: Record<string, string> = {};
  for (const { code, required, description, values } of known) {
    const value = given[code]?.trim();
    if (!value) {
      if (required) throw invalid(`Подрядчик спрашивает: «${description}». Ответьте.`);
      continue;
    }
    if (values.length > 0 && !values.some(({ key }) => key === value))
      throw invalid(`«${description}»: такого ответа подрядчик не знает. Выберите из списка.`);
    taken[code] = values.length > 0 ? value : clean(value);
  }
  return taken;
}

async function readPlace(client: pg.ClientBase, regionId: string, appealId: CaseRow['appeal_id']) {
  const found = await client.query<{
    lat: number | null;
    lon: number | null;
    address: string | null;
    name: string | null;
    email: string | null;
    phone: string | null;
  }>(
    `select a.lat, a.lon, a.address, p.name, p.email, p.phone
       from appeal a left join applicant p on p.region_id = a.region_id and p.appeal_id = a.appeal_id
      where a.region_id = $1 and a.appeal_id = $2`,
    [regionId, appealId],
  );
  return found.rows[0]!;
}
