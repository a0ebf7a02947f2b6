import type { TriageState } from '../../contract/vocabulary.ts';
import type { IncomingMessage, TriageDecision } from '../path/index.ts';
import { pathOf, type Topic } from '../registry/taxonomy.ts';
import { decideDeadline } from './decide-deadline.ts';
import { decidePlace } from './decide-place.ts';
import { decideKind } from './kind.ts';
import { decideRoute } from './route/decide-route.ts';
import type { TriageKnowledge } from './triage-knowledge.ts';
import { decideUrgency } from './urgency.ts';

/** What the resident's own choice of topic adds to the model's probability of it. */
const OWN_CHOICE_WEIGHT = 0.35;

/** Below it a topic is only a suggestion. */
const BELIEVED_FROM = 0.5;
const ORDINARY_SEVERITY = 2;

/** Decides everything about a new message at moment `now`. Never fails: what cannot be decided goes to a person. */
export function decideTriage(
  message: IncomingMessage,
  now: Date,
  knowledge: TriageKnowledge,
): TriageDecision {
  const { registry, model } = knowledge;
  const known = message.known ?? {};
  const kind = known.kind ?? decideKind(message.text).kind;
  const place = decidePlace(message, knowledge);
  const suggestions = suggestTopics(message, knowledge);
  const topic = known.topic ?? suggestions[0]?.code ?? null;
  const topicP = known.topic ? 1 : (suggestions[0]?.p ?? null);
  const path = topic ? pathOf(topic, registry.taxonomy) : [];
  // A guess may suggest a topic, but neither alarm anybody by its gravity nor shorten the term by its norm.
  const believed = topicP !== null && topicP >= BELIEVED_FROM ? path : [];
  const { urgency, reasons } = decideUrgency(message.text, believed.at(-1)?.severity ?? ORDINARY_SEVERITY);
  const about = kind === 'complaint' ? knowledge.complainedAbout(message.text, place.municipality) : null;
  const route = routeOf(message, path, place.municipality, about, knowledge);

  // A place may be unknown and still not matter, but then a rule for the whole region must have decided.
  const sure =
    topicP !== null && topicP >= (model?.sureAt ?? 1) && kind !== 'not_appeal' && place.municipality !== null;
  const state: TriageState = known.topic ? 'confirmed' : sure ? 'auto' : 'queue';
  const deadline = decideDeadline(
    {
      regime: message.regime,
      channel: message.channel,
      path: believed,
      urgency,
      organisation: route.organisation,
      state,
      from: known.status ? message.filedAt : now,
      received: message.channel === 'paper' ? message.filedAt : undefined,
    },
    knowledge,
  );
  return {
    kind,
    topic,
    topicP,
    suggestions: suggestions.slice(0, 5),
    modelVersion: known.topic ? null : (model?.version ?? null),
    municipality: place.municipality,
    placeWhy: place.why,
    lat: place.lat,
    lon: place.lon,
    urgency,
    urgencyReasons: reasons,
    organisation: route.organisation,
    coExecutors: route.co,
    routeWhy: route.why,
    aboutOrganisation: about,
    state,
    dueAt: deadline.dueAt,
    deadlineSteps: deadline.steps,
    policy: deadline.policy,
  };
}

function suggestTopics(
  message: IncomingMessage,
  { model, registry }: TriageKnowledge,
): { code: string; p: number }[] {
  if (message.known?.topic || !model) return [];
  const found = model
    .topics(message.text)
    .filter(({ code }) => registry.taxonomy.byCode.has(code) && !registry.taxonomy.childrenOf.has(code));
  const chosen = message.topicHint;
  if (!chosen || !registry.taxonomy.byCode.has(chosen)) return found;
  // A resident chooses a leaf or a group: everything under the choice gains.
  const under = (code: string) => pathOf(code, registry.taxonomy).some((step) => step.code === chosen);
  return found
    .map(({ code, p }) => ({ code, p: p * (1 - OWN_CHOICE_WEIGHT) + (under(code) ? OWN_CHOICE_WEIGHT : 0) }))
    .sort((a, b) => b.p - a.p);
}

function routeOf(
  message: IncomingMessage,
  path: readonly Topic[],
  municipality: string | null,
  about: string | null,
  knowledge: TriageKnowledge,
) {
  const given = message.known?.organisation;
  if (given && given !== about && knowledge.registry.organisations.has(given)) {
    return { organisation: given, co: [] as string[], why: 'исполнитель назван источником' };
  }
  return routeFor(path, municipality, knowledge, about);
}

/** The responsible body for a topic in a municipality, with the reason in words. */
export function routeFor(
  path: readonly Topic[],
  municipality: string | null,
  { routes, registry, history }: TriageKnowledge,
  aboutOrganisation: string | null = null,
) {
  const place = municipality ? registry.municipalities.get(municipality) : undefined;
  return decideRoute({
    path: path.map((step) => step.code),
    sector: path.at(-1)?.sector ?? null,
    municipality: place ? { code: place.code, kind: place.kind } : null,
    table: routes,
    history,
    aboutOrganisation,
  });
}
