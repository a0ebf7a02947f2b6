import type { Channel, Kind, Outcome, Regime, Status } from '../../contract/vocabulary.ts';

/** A case as every profile reads it; codes are the registry's. */
export interface ExportedCase {
  id: string;
  number: string;
  channel: Channel;
  externalId: string;
  sourceName: string | null;
  sourceUrl: string | null;
  regime: Regime;
  kind: Kind;
  status: Status;
  outcome: Outcome | null;
  outcomeReason: string | null;
  text: string;
  filedAt: Date;
  registeredAt: Date;
  assignedAt: Date | null;
  submittedAt: Date | null;
  firstAnswerAt: Date | null;
  answeredAt: Date | null;
  closedAt: Date | null;
  dueAt: Date | null;
  authorKey: string | null;
  address: string | null;
  lat: number | null;
  lon: number | null;
  municipality: string | null;
  topic: string | null;
  organisation: string;
  rating: number | null;
  reopenings: number;
  /** What was said to the resident on the matter, oldest first; questions and notices are not answers. */
  answers: { text: string; kind: string; at: string }[];
  /** Only where the profile carries it. */
  contact: { name: string | null; email: string | null; phone: string | null } | null;
}

const ANSWERS = `(select json_agg(json_build_object('text', n.text, 'kind', n.kind, 'at', n.at) order by n.ordinal)
    from answer n where n.region_id = a.region_id and n.appeal_id = a.appeal_id and n.kind in ('interim', 'final', 'outside'))`;
const CONTACT = `(select json_build_object('name', p.name, 'email', p.email, 'phone', p.phone)
    from applicant p where p.region_id = a.region_id and p.appeal_id = a.appeal_id)`;
const SOURCE_URL = `(select m.source_url from conversation_message m
    where m.region_id = a.region_id and m.appeal_id = a.appeal_id and m.source_url is not null order by m.at limit 1)`;

/** Columns of `appeal a` that make an `ExportedCase`; contacts are not even read where they do not go. */
export function columnsOf({ contacts }: { contacts: boolean }): string {
  return `a.appeal_id as id, a.number, a.channel, a.external_id as "externalId", a.source_name as "sourceName",
    ${SOURCE_URL} as "sourceUrl", a.regime, a.kind, a.status, a.outcome, a.outcome_reason as "outcomeReason", a.text,
    a.filed_at as "filedAt", a.registered_at as "registeredAt", a.assigned_at as "assignedAt", a.submitted_at as "submittedAt",
    a.first_answer_at as "firstAnswerAt", a.answered_at as "answeredAt", a.closed_at as "closedAt", a.due_at as "dueAt",
    a.author_key as "authorKey", a.address, a.lat, a.lon, a.municipality, a.topic, a.organisation, a.rating, a.reopenings,
    coalesce(${ANSWERS}, '[]'::json) as answers, ${contacts ? CONTACT : 'null::json'} as contact`;
}
