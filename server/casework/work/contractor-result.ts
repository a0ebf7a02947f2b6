import type { z } from 'zod';
import type { CasePart } from '../../../contract/case-file.ts';
import type { CaseAct } from '../life/act-on-case.ts';
import { CaseConflict } from '../life/case-row.ts';
import { readWhole } from './hand-over.ts';
import { requireBody, withinCase } from './within-case.ts';

type Part = z.infer<typeof CasePart>;

/**
 * A contractor's server says that its request is closed: the part is done with his words, until the body confirms. A part that is
 * settled already stays as it is.
 *
 * @param act the system's
 */
export async function settleByContractor(
  act: CaseAct,
  { partId, contractor, notes }: { partId: string; contractor: string; notes: string | null },
): Promise<void> {
  const { registry, now, pool } = act;
  const open = await pool.query(
    `select 1 from case_part where region_id = $1 and part_id = $2 and state = 'asked'`,
    [registry.code, partId],
  );
  if (open.rows.length === 0) return;
  const result = (notes ?? 'Подрядчик закрыл заявку без пояснения.').slice(0, 5000);
  await withinCase(act, async (client) => {
    // Under the lock of the case nobody else settles it; who was quicker has the last word.
    await client.query(
      `update case_part set state = 'done', result = $3, settled_by = null, settled_at = $4
        where region_id = $1 and part_id = $2 and state = 'asked'`,
      [registry.code, partId, result, now],
    );
    return {
      result: undefined,
      step: { type: 'case.part_settled', data: { state: 'done', organisation: null, contractor } },
    };
  });
}

/**
 * The body accepts what the contractor calls done, or gives it back: then the part waits again and may be handed over anew.
 *
 * @throws CaseConflict
 */
export function confirmPart(
  act: CaseAct,
  partId: string,
  { accepted, why }: { accepted: boolean; why?: string | undefined },
): Promise<Part> {
  const { registry, actor, now } = act;
  return withinCase(act, async (client, _row, acting) => {
    requireBody(acting);
    const found = await client.query(
      `select p.contractor from contractor_request c join case_part p on p.region_id = c.region_id and p.part_id = c.part_id
        where c.region_id = $1 and c.part_id = $2 and c.state = 'closed' and c.confirmed_at is null and p.state = 'done'
        for update of c, p`,
      [registry.code, partId],
    );
    if (!found.rows[0])
      throw new CaseConflict(
        'not_now',
        'Подтверждать нечего: подрядчик не закрыл заявку или её уже приняли.',
      );
    const { contractor } = found.rows[0];
    if (accepted)
      await client.query(
        'update contractor_request set confirmed_by = $3, confirmed_at = $4 where region_id = $1 and part_id = $2',
        [registry.code, partId, actor.login, now],
      );
    else {
      await client.query(
        `update contractor_request set state = 'lost', error = $3 where region_id = $1 and part_id = $2`,
        [registry.code, partId, `Не принято: ${why}`],
      );
      await client.query(
        `update case_part set state = 'asked', settled_at = null where region_id = $1 and part_id = $2`,
        [registry.code, partId],
      );
    }
    return {
      result: await readWhole(client, registry.code, partId),
      step: {
        type: accepted ? 'case.part_confirmed' : 'case.part_returned',
        data: { contractor, ...(accepted ? {} : { reason: why }) },
      },
    };
  });
}
