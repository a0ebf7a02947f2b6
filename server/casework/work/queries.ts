import type pg from 'pg';
import type { CaseFile } from '../../../contract/case-file.ts';

const ROWS_MAX = 200;
const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const list = (select: string, from: string, where: string, order: string) =>
  `(select coalesce(jsonb_agg(x), '[]') from (select ${select} from ${from} where ${where} order by ${order} limit ${ROWS_MAX}) x)`;

export const PART_COLUMNS = `part_id as id, organisation, contractor, task, ${iso('due_at')} as "dueAt", state, result,
  asked_by as "askedBy", ${iso('asked_at')} as "askedAt", settled_by as "settledBy", ${iso('settled_at')} as "settledAt",
  (select jsonb_build_object('account', c.account, 'service', coalesce(s.service_name, c.service_code), 'state', c.state,
            'requestId', c.request_id, 'notes', c.status_notes, 'confirmedBy', c.confirmed_by,
            'error', coalesce(c.error, case when c.state = 'handed' then o.error end))
     from contractor_request c
     left join contractor_service s on s.region_id = c.region_id and s.account = c.account and s.service_code = c.service_code
     left join outgoing_message o on o.region_id = c.region_id and o.outgoing_id = c.outgoing_id
    where c.region_id = case_part.region_id and c.part_id = case_part.part_id) as remote`;

export const ATTACHMENT_COLUMNS = `attachment_id as id, ${iso('at')} as at, login, purpose, name, content_type as "contentType", bytes,
  ${iso('taken_at')} as "takenAt", lat, lon, scan`;

const OWN = 'region_id = $1 and appeal_id = $2';

const WORK = `select
  ${list(`n.note_id as id, ${iso('n.at')} as at, n.login, p.name as "authorName", n.text, n.mentions`, 'note n left join account p on p.region_id = n.region_id and p.login = n.login', 'n.region_id = $1 and n.appeal_id = $2', 'n.at')} as notes,
  ${list(PART_COLUMNS, 'case_part', OWN, 'asked_at')} as parts,
  ${list(ATTACHMENT_COLUMNS, 'attachment', OWN, 'at')} as attachments,
  ${list(`${iso('r.at')} as at, r.login, p.name`, 'personal_data_reading r left join account p on p.region_id = r.region_id and p.login = r.login', 'r.region_id = $1 and r.appeal_id = $2', 'r.at desc')} as readers`;

/** Linked both ways, and lead and followers; whosever they are, so the caller passes each through the reader's scope. */
const LINKED = `
  select a.appeal_id as id, a.number, a.status, a.organisation, a.co_executors as "coExecutors", a.topic, a.municipality, x.kind
    from (select other_id as id, kind from case_link where region_id = $1 and appeal_id = $2
          union select appeal_id, kind from case_link where region_id = $1 and other_id = $2
          union select lead_appeal, 'lead' from appeal where region_id = $1 and appeal_id = $2 and lead_appeal is not null
          union select appeal_id, 'follower' from appeal where region_id = $1 and lead_appeal = $2) x
    join appeal a on a.region_id = $1 and a.appeal_id = x.id
   order by a.filed_at limit ${ROWS_MAX}`;

export interface LinkedRow {
  id: string;
  number: string;
  status: string;
  organisation: string;
  coExecutors: string[];
  topic: string | null;
  municipality: string | null;
  kind: CaseFile['links'][number]['kind'];
}

/** What is kept beside a case. The caller has checked that the case is theirs to see. */
export async function readWork(
  client: pg.Pool,
  regionId: string,
  appealId: string,
): Promise<Omit<CaseFile, 'links'> & { linked: LinkedRow[] }> {
  const [work, linked] = await Promise.all([
    client.query(WORK, [regionId, appealId]),
    client.query<LinkedRow>(LINKED, [regionId, appealId]),
  ]);
  return { ...work.rows[0], linked: linked.rows };
}
