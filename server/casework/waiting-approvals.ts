import type pg from 'pg';
import type { WaitingAnswer, WaitingApprovals, WaitingExtension } from '../../contract/my-work.ts';
import { ROW_COLUMNS, toAppealRow } from './appeal-row.ts';
import { isTurnOf } from './life/approval-chain.ts';
import { DRAFT_COLUMNS, toDraft } from './life/drafts.ts';
import { PERSON_THERE } from './life/queries.ts';
import { type Acting, judgeAction } from './path-of-a-case.ts';
import { type WhereContext, whereAppeals } from './where-appeals.ts';

const READ_MAX = 500;
const SHOWN_MAX = 100;

/**
 * Answers and extensions that wait for this very person, soonest term first: those the path lets the person decide on, and of a
 * chain only the step whose turn it is.
 *
 * @param acting as what the person stands before a case of a body
 */
export async function readWaitingApprovals(
  client: pg.Pool,
  login: string,
  acting: (organisation: string) => Acting,
  context: WhereContext,
): Promise<WaitingApprovals> {
  const [answers, extensions] = await Promise.all([
    readAnswers(client, login, acting, context),
    readExtensions(client, acting, context),
  ]);
  return { answers, extensions };
}

async function readAnswers(
  client: pg.Pool,
  login: string,
  acting: (organisation: string) => Acting,
  context: WhereContext,
): Promise<WaitingAnswer[]> {
  const parameters: unknown[] = [];
  const where = whereAppeals({}, context, parameters);
  const found = await client.query(
    `select ${ROW_COLUMNS}, a.version, a.text, a.submitted_at, w.role, w.draft_id, w.ordinal, w.person,
            ${PERSON_THERE} as person_there
       from approval w join appeal a on a.region_id = w.region_id and a.appeal_id = w.appeal_id
       left join account p on p.region_id = w.region_id and p.login = w.person
      where w.state = 'waiting' and a.status = 'approval' and ${where}
      order by a.due_at nulls last, a.appeal_id limit ${READ_MAX}`,
    parameters,
  );
  const rows = found.rows
    .filter((row) => mayDecide(row, login, acting(row.organisation)))
    .slice(0, SHOWN_MAX);
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.appeal_id);
  const [chains, drafts] = await Promise.all([
    client.query(
      `select appeal_id, draft_id, state, comment, ordinal from approval where region_id = $1 and appeal_id = any($2)
        order by approval_id`,
      [context.regionId, ids],
    ),
    client.query(
      `select ${DRAFT_COLUMNS} from draft d left join account a on a.region_id = d.region_id and a.login = d.login
        where d.region_id = $1 and d.draft_id in (select draft_id from approval where region_id = $1 and appeal_id = any($2))`,
      [context.regionId, ids],
    ),
  ]);
  const draftById = new Map(drafts.rows.map((row) => [row.draft_id, toDraft(row)]));
  return rows.flatMap((row) => {
    const draft = draftById.get(row.draft_id);
    if (!draft) return [];
    const steps = chains.rows.filter((step) => step.appeal_id === row.appeal_id);
    const before = steps.filter((step) => step.draft_id !== row.draft_id);
    const returned = before.findLast((step) => step.state === 'returned');
    return [
      {
        ...toAppealRow(row),
        version: row.version,
        text: row.text,
        submittedAt: row.submitted_at?.toISOString() ?? null,
        draft,
        previous: draftById.get(before.at(-1)?.draft_id) ?? null,
        remark: returned?.comment ?? null,
        step: { at: row.ordinal + 1, of: steps.filter((step) => step.draft_id === row.draft_id).length },
      },
    ];
  });
}

/** As the change itself judges it. */
function mayDecide(
  step: { role: string; person: string | null; person_there: boolean },
  login: string,
  acting: Acting,
): boolean {
  if (typeof acting === 'string' || judgeAction('approve', 'approval', acting) !== 'allowed') return false;
  return isTurnOf(
    { ...step, personThere: step.person_there },
    login,
    acting.map((hat) => hat.role),
  );
}

async function readExtensions(
  client: pg.Pool,
  acting: (organisation: string) => Acting,
  context: WhereContext,
): Promise<WaitingExtension[]> {
  const parameters: unknown[] = [];
  const where = whereAppeals({}, context, parameters);
  const found = await client.query(
    `select ${ROW_COLUMNS}, a.version, x.days, x.reason, x.asked_at, x.asked_by, p.name
       from extension x join appeal a on a.region_id = x.region_id and a.appeal_id = x.appeal_id
       left join account p on p.region_id = x.region_id and p.login = x.asked_by
      where x.state = 'asked' and ${where} order by a.due_at nulls last, a.appeal_id limit ${READ_MAX}`,
    parameters,
  );
  return found.rows
    .filter((row) => judgeAction('grant_extension', row.status, acting(row.organisation)) === 'allowed')
    .slice(0, SHOWN_MAX)
    .map((row) => ({
      ...toAppealRow(row),
      version: row.version,
      days: row.days,
      reason: row.reason,
      askedAt: row.asked_at.toISOString(),
      login: row.asked_by,
      authorName: row.name,
    }));
}
