import type { Role } from '../../contract/access.ts';
import { withDescendants } from '../registry/organisation-tree.ts';
import type { RegionRegistry } from '../registry/store/index.ts';
import type { Caller } from './session.ts';

/** Whose side somebody acts for: the body that answers, or the centre that routes and controls. */
export type Side = 'body' | 'centre';

/** As what a member of staff stands before a case. */
export interface Hat {
  side: Side;
  role: Role;
}

/**
 * The hats of a person before the cases of a body: its own people and those of the bodies over it act for the body; whoever has no
 * body, or the centre's, acts for the centre; a body may lend its hat to somebody of the centre (delegation), who then works there
 * as an executor, so that its own leaders still read the answer.
 */
export function hatsOf(caller: Caller, organisation: string, registry: RegionRegistry): Hat[] {
  const { file, organisations } = registry;
  const within = (root: string) => withDescendants([root], organisations).includes(organisation);
  // A seconded person wears the centre's hat for the time of it, and not the home ministry's.
  const ofCentre =
    caller.organisation === null ||
    caller.organisation === file.centreOrganisation ||
    caller.secondments.length > 0;
  const hats: Hat[] = [];
  if (ofCentre) hats.push({ side: 'centre', role: caller.role });
  // What the centre itself answers for is its own body's work.
  if (ofCentre ? organisation === file.centreOrganisation : within(caller.organisation!))
    hats.push({ side: 'body', role: caller.role });
  else if (caller.delegatedFor.some(within)) hats.push({ side: 'body', role: 'executor' });
  return hats;
}
