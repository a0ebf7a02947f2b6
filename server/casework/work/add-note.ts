import type { z } from 'zod';
import type { AddNote, Note } from '../../../contract/case-file.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import type { CaseAct } from '../life/act-on-case.ts';
import { invalid } from '../life/case-row.ts';
import { withinCase } from './within-case.ts';

/** A note for colleagues; its text is in the note alone, never in the event. @throws CaseConflict */
export function addNote(
  act: CaseAct,
  { text, mentions }: z.output<typeof AddNote>,
): Promise<z.infer<typeof Note>> {
  const { registry, actor, now } = act;
  return withinCase(act, async (client, row) => {
    const known = await client.query('select login from account where region_id = $1 and login = any($2)', [
      registry.code,
      mentions,
    ]);
    if (known.rows.length < new Set(mentions).size)
      throw invalid('Одного из упомянутых сотрудников нет. Выберите из списка.');
    const id = uuidV7(now.getTime());
    await client.query(
      'insert into note (region_id, note_id, appeal_id, at, login, text, mentions) values ($1,$2,$3,$4,$5,$6,$7)',
      [registry.code, id, row.appeal_id, now, actor.login, text, mentions],
    );
    return {
      result: { id, at: now.toISOString(), login: actor.login!, authorName: null, text, mentions },
      step: { type: 'case.noted', data: { mentions } },
    };
  });
}
