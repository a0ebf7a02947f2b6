import type { Outcome } from '../../../../contract/vocabulary.ts';
import { BLOCKS } from './edition-diff.tsx';
import type { Written } from './use-draft.ts';

interface Template {
  understood: string;
  cause: string;
  plan: string;
  outcome: Outcome | null;
}

/** What a template adds to the answer: an empty block takes its text, a written one gets it below; nothing written is lost or said twice. */
export function withTemplate(written: Written, template: Template): Partial<Written> {
  const part: Partial<Written> = {};
  for (const block of BLOCKS) {
    const own = written[block].trimEnd();
    const added = template[block].trim();
    if (added && !own.includes(added)) part[block] = own ? `${own}\n\n${added}` : added;
  }
  if (template.outcome && !written.outcome) part.outcome = template.outcome;
  return part;
}
