import type pg from 'pg';
import type { FollowedAppeal } from '../../contract/appeals.ts';
import type { RegionRegistry } from '../registry/store/index.ts';
import { actionsFor } from './path-of-a-case.ts';

/** What the resident sees by the link: his own text, who is on it, until when. Nothing internal, nobody's name. */
export async function readFollowed(
  client: pg.Pool,
  registry: RegionRegistry,
  appealId: string,
): Promise<FollowedAppeal | null> {
  const [found, events, answers, replies] = await Promise.all([
    client.query(
      `select number, text, filed_at, status, topic, municipality, organisation, due_at, outcome, rating, held_until,
              exists (select 1 from pause p where p.region_id = a.region_id and p.appeal_id = a.appeal_id and p.to_at is null
                  and p.why = 'resident') as asked,
              (select jsonb_build_object('text', p.text, 'until', p.until::text, 'state', p.state) from promise p
                where p.region_id = a.region_id and p.appeal_id = a.appeal_id and p.state in ('open', 'broken')
                order by p.made_at desc limit 1) as promise
         from appeal a where region_id = $1 and appeal_id = $2`,
      [registry.code, appealId],
    ),
    client.query(
      `select at, type, data from event where region_id = $1 and appeal_id = $2 order by transaction_id, seq limit 200`,
      [registry.code, appealId],
    ),
    client.query(
      'select at, kind, text, organisation from answer where region_id = $1 and appeal_id = $2 order by ordinal limit 200',
      [registry.code, appealId],
    ),
    client.query(
      `select at, text from conversation_message
        where region_id = $1 and appeal_id = $2 and direction = 'in' and not opening and deleted_at is null order by at limit 200`,
      [registry.code, appealId],
    ),
  ]);
  const row = found.rows[0];
  if (!row) return null;
  const bodyName = (code: string) => registry.organisations.get(code)?.name ?? code;
  return {
    number: row.number,
    text: row.text,
    filedAt: row.filed_at.toISOString(),
    status: row.status,
    topicName: row.topic ? (registry.taxonomy.byCode.get(row.topic)?.name ?? null) : null,
    municipalityName: row.municipality ? (registry.municipalities.get(row.municipality)?.name ?? null) : null,
    organisationName: bodyName(row.organisation),
    dueAt: row.due_at?.toISOString() ?? null,
    steps: events.rows.flatMap((event) => {
      const text = stepText(event.type, event.data, bodyName);
      return text ? [{ at: event.at.toISOString(), text }] : [];
    }),
    answers: answers.rows.map((answer) => ({
      at: answer.at.toISOString(),
      kind: answer.kind,
      text: answer.text,
      organisationName: bodyName(answer.organisation),
    })),
    replies: replies.rows.map((reply) => ({ at: reply.at.toISOString(), text: reply.text })),
    promise: row.promise,
    heldUntil: row.held_until?.toISOString() ?? null,
    asked: row.asked && row.status === 'postponed',
    outcome: row.outcome,
    rating: row.rating,
    actions: actionsFor(row.status, 'resident'),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: event data have a shape for each type
function stepText(type: string, data: any, bodyName: (code: string) => string): string | null {
  switch (type) {
    case 'appeal.registered':
      return data.triage === 'queue'
        ? 'Принято. Определяем, кто должен решить'
        : `Принято и направлено: ${bodyName(data.organisation)}`;
    case 'triage.decided':
      return `Направлено: ${bodyName(data.after.organisation)}`;
    case 'case.transferred':
      return data.curator ? 'Уточняем, кто отвечает' : `Передано по компетенции: ${bodyName(data.to)}`;
    case 'case.returned_to_triage':
      return 'Уточняем, кто отвечает';
    case 'case.taken':
    case 'case.assigned':
      return 'Взято в работу';
    case 'case.handed_out':
      return `Передано: ${data.to}. Ждём результата`;
    case 'case.interim_answered':
      return 'Дан промежуточный ответ';
    case 'case.resident_asked':
      return 'Вам задали вопрос: срок остановлен до ответа';
    case 'case.postponed':
      return 'Решение отложено до названного срока';
    case 'case.resumed':
      return 'Работа продолжена';
    case 'case.extended':
      return 'Срок продлён';
    case 'case.approved':
    case 'case.submitted':
    case 'case.result_received':
      return data.after === 'answered' ? 'Дан ответ' : null;
    case 'case.solution_confirmed':
      return 'Решение проверено';
    case 'case.solution_refused':
    case 'case.disputed':
    case 'case.reopened':
      return 'Возвращено в работу: решает другой сотрудник';
    case 'case.rated':
      return 'Вы оценили ответ';
    case 'case.rejected':
      return 'Не принято к рассмотрению';
    case 'case.withdrawn':
      return 'Отозвано вами';
    case 'case.closed':
      return 'Закрыто';
    default:
      return null;
  }
}
