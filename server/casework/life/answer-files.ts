import type pg from 'pg';
import type { OutgoingAttachment } from '../../platform/outbox/index.ts';

const MESSAGE_FILES_MAX = 20;

/**
 * The files kept «for the answer» that no answer has taken yet; they are marked as gone with this one.
 *
 * @param ordinal of the answer within the case, from 1
 */
export async function takeAnswerFiles(
  client: pg.ClientBase,
  regionId: string,
  appealId: string,
  ordinal: number,
): Promise<OutgoingAttachment[]> {
  const taken = await client.query<{ attachment_id: string; name: string }>(
    `update attachment set left_with = $3
      where region_id = $1 and attachment_id = any(array(
        select attachment_id from attachment
         where region_id = $1 and appeal_id = $2 and purpose = 'answer' and left_with is null
         order by attachment_id limit ${MESSAGE_FILES_MAX}))
      returning attachment_id, name`,
    [regionId, appealId, ordinal],
  );
  return inOrder(taken.rows);
}

/** What went out with the last answer of a case: those joined to it get the same. */
export async function readAnswerFiles(
  client: pg.ClientBase,
  regionId: string,
  appealId: string,
): Promise<OutgoingAttachment[]> {
  const found = await client.query<{ attachment_id: string; name: string }>(
    `select attachment_id, name from attachment
      where region_id = $1 and appeal_id = $2
        and left_with = (select max(ordinal) from answer where region_id = $1 and appeal_id = $2)`,
    [regionId, appealId],
  );
  return inOrder(found.rows);
}

/** Identifiers are ordered by time: as they were attached. */
const inOrder = (rows: { attachment_id: string; name: string }[]) =>
  rows
    .toSorted((a, b) => (a.attachment_id < b.attachment_id ? -1 : 1))
    .map(({ attachment_id: attachmentId, name }) => ({ attachmentId, name }));
