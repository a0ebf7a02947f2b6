import type pg from 'pg';
import type { z } from 'zod';
import { BULK_MAX } from '../../../contract/case-file.ts';
import type { MassAnswerResult } from '../../../contract/crisis.ts';
import { transaction } from '../../platform/database/index.ts';
import { actWithin, type CaseAct } from '../life/act-on-case.ts';
import { CaseConflict } from '../life/case-row.ts';
import { type DraftText, insertDraft } from '../life/drafts.ts';
import { type WhereContext, whereAppeals } from '../where-appeals.ts';

/**
 * One answer to many open cases of a body: each gets its own draft and goes its own way (approval where there is a chain), in a
 * transaction of its own; what cannot is told and does not stop the rest. Cases that nobody has taken are taken by the one who answers.
 */
export async function massAnswer(
  act: Omit<CaseAct, 'appealId'>,
  filter: { topic: string[]; municipality?: string[]; from: string; to?: string },
  answer: DraftText,
  context: WhereContext,
): Promise<z.infer<typeof MassAnswerResult>> {
  const rows = await openCases(act.pool, filter, context);
  const result: z.infer<typeof MassAnswerResult> = {
    answered: 0,
    submitted: 0,
    refused: [],
    more: Math.max(0, rows.length - BULK_MAX),
  };
  for (const { appeal_id: appealId, number, status, assignee } of rows.slice(0, BULK_MAX)) {
    try {
      const after = await transaction(act.pool, async (client) => {
        const one = { ...act, appealId };
        const untaken = status === 'routed' || (status === 'reopened' && assignee === null);
        if (untaken) await actWithin(client, one, { action: 'take' }, null);
        const draft = await insertDraft(client, one, answer);
        return actWithin(
          client,
          one,
          { action: 'submit', draft: draft.id, despite: 'Массовый ответ: один текст на всех' },
          null,
        );
      });
      if (after.row.status === 'answered') result.answered += 1;
      else result.submitted += 1;
    } catch (error) {
      if (!(error instanceof CaseConflict)) throw error;
      result.refused.push({ number, why: error.message });
    }
  }
  act.signal.wake();
  return result;
}

async function openCases(
  pool: pg.Pool,
  filter: { topic: string[]; municipality?: string[]; from: string; to?: string },
  context: WhereContext,
): Promise<{ appeal_id: string; number: string; status: string; assignee: string | null }[]> {
  const parameters: unknown[] = [];
  const where = whereAppeals(filter, context, parameters);
  const found = await pool.query(
    `select a.appeal_id, a.number, a.status, a.assignee from appeal a
      where ${where} and a.status in ('routed', 'in_work', 'interim_answer', 'reopened') and not a.complex
      order by a.due_at, a.appeal_id limit ${BULK_MAX + 1}`,
    parameters,
  );
  return found.rows;
}
