import type { PreviewRoute } from '../../contract/triage.ts';
import type { Regime } from '../../contract/vocabulary.ts';
import { pathOf } from '../registry/taxonomy.ts';
import { decideDeadline } from './decide-deadline.ts';
import { routeFor } from './decide-triage.ts';
import type { TriageKnowledge } from './triage-knowledge.ts';

export interface PreviewQuestion {
  topic: string;
  municipality: string | null;
  /** Of the case in hand; for a case yet to come, those of a resident's message filed now. */
  regime: Regime;
  channel: string;
  urgency: number;
  from: Date;
}

/** Where a case would go with this topic and place, why, and until when: what a decision would do, before it is made. */
export function previewRoute(question: PreviewQuestion, knowledge: TriageKnowledge): PreviewRoute {
  const { taxonomy } = knowledge.registry;
  const path = pathOf(question.topic, taxonomy);
  const { organisation, why } = routeFor(path, question.municipality, knowledge);
  const deadline = decideDeadline({ ...question, path, organisation, state: 'confirmed' }, knowledge);
  return {
    organisation,
    why,
    normDays: taxonomy.byCode.get(question.topic)!.normDays ?? null,
    dueAt: deadline.dueAt.toISOString(),
  };
}
