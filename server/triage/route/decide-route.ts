// To whom an appeal goes and why. Pure: rules and history come in, one body comes out, always exactly one, and never
// the body complained about (59‑ФЗ, art. 8 part 6). Entrance: `decideRoute`.
import type { Level } from '../../../contract/vocabulary.ts';
import type { RegionRoute } from '../../registry/region-file.ts';
import { ADMINISTRATION } from '../../registry/region-references.ts';
import type { LearnedRoute, LearnedRoutes } from './learn-routes.ts';
import type { RouteTable } from './route-table.ts';

export type RouteQuestion = {
  /** Codes from the group down to the topic, as `pathOf` gives them; [] when the topic is unknown. */
  path: readonly string[];
  /** Base sector of the topic. */
  sector: string | null;
  municipality: { code: string; kind: string } | null;
  table: RouteTable;
  history?: LearnedRoutes;
  /** The body complained about: it never gets the complaint. */
  aboutOrganisation?: string | null;
};

export type RouteDecision = {
  organisation: string;
  level: Level;
  co: string[];
  /** Shown to people, Russian. */
  why: string;
  /** How sure, 0…1: a share of past cases, or a default by how particular the rule is. */
  p: number;
};

/** History overrules the table only where it is both rich and nearly unanimous. */
const HISTORY_MIN_CASES = 20;
const HISTORY_MIN_P = 0.7;

export function decideRoute(question: RouteQuestion): RouteDecision {
  const learned = question.history?.suggest(question.path, question.municipality?.code ?? null) ?? [];
  const best = learned.find((it) => question.table.organisations.has(it.organisation));
  const decided =
    best && best.seen >= HISTORY_MIN_CASES && best.p >= HISTORY_MIN_P
      ? decideByHistory(question, best)
      : decideByRule(question, learned);
  return keepFromBodyComplainedAbout(decided, question);
}

function decideByHistory({ table }: RouteQuestion, best: LearnedRoute): RouteDecision {
  const body = table.organisations.get(best.organisation)!;
  const share = Math.round((100 * best.agreed) / best.seen);
  const why = `по истории: ${share} % из ${best.seen} → ${body.shortName}`;
  return { organisation: body.code, level: body.level, co: [], why, p: best.p };
}

function decideByRule(question: RouteQuestion, learned: readonly LearnedRoute[]): RouteDecision {
  const { path, sector, municipality, table } = question;
  const subjects = [...path.toReversed(), ...(sector ? [`sector:${sector}`] : []), '*'];
  const territories = municipality ? [municipality.code, `kind:${municipality.kind}`, '*'] : ['*'];
  for (const subject of subjects) {
    for (const territory of territories) {
      const rule = table.ruleFor(subject, territory);
      const organisation = rule && resolve(rule.organisation, question);
      if (!rule || !organisation) continue;
      const past = learned.find((it) => it.organisation === organisation && it.seen >= HISTORY_MIN_CASES);
      return {
        organisation,
        // An administration stands on its own level whatever the rule said of the usual addressee.
        level:
          rule.organisation === ADMINISTRATION ? table.organisations.get(organisation)!.level : rule.level,
        co: resolveCo(rule, organisation, question),
        why: `правило: ${nameSubject(subject, table)} × ${nameTerritory(territory, table)} → ${table.organisations.get(organisation)!.shortName}`,
        p: past?.p ?? defaultP(subject, territory),
      };
    }
  }
  const centre = table.organisations.get(table.centre)!;
  return {
    organisation: centre.code,
    level: centre.level,
    co: [],
    why: `правила нет → ${centre.shortName}`,
    p: 0.1,
  };
}

function resolve(body: string, { municipality, table }: RouteQuestion): string | null {
  if (body !== ADMINISTRATION) return body;
  return municipality && table.administrationOf(municipality.code);
}

function resolveCo(rule: RegionRoute, responsible: string, question: RouteQuestion): string[] {
  const bodies = (rule.co ?? []).map((it) => resolve(it, question));
  return [...new Set(bodies.filter((it): it is string => it !== null && it !== responsible))];
}

/** Before any history: the more particular the rule, the surer. A rule for one topic in one place is a decision of
 * people; `*` is a last resort. */
function defaultP(subject: string, territory: string): number {
  if (subject === '*') return 0.2;
  const base = subject.startsWith('sector:') ? 0.6 : subject.includes('.') ? 0.95 : 0.85;
  return territory === '*' ? base - 0.05 : base;
}

function keepFromBodyComplainedAbout(decided: RouteDecision, question: RouteQuestion): RouteDecision {
  const { aboutOrganisation: about, table } = question;
  if (!about) return decided;
  const co = decided.co.filter((it) => it !== about);
  if (decided.organisation !== about) return { ...decided, co };
  const parent = table.organisations.get(about)?.parent ?? null;
  const next =
    [parent, table.centre].find((it) => it !== null && it !== about && table.organisations.has(it)) ??
    // The centre itself is complained about and has nobody above it: any other body is better than itself.
    [...table.organisations.keys()].find((it) => it !== about);
  if (!next)
    return { ...decided, co, why: `${decided.why}; жалоба на эту организацию, но другой в регионе нет` };
  const body = table.organisations.get(next)!;
  return {
    organisation: next,
    level: body.level,
    co: co.filter((it) => it !== next),
    why: `жалоба на ${table.organisations.get(about)!.shortName} ей не направляется (ч. 6 ст. 8 59‑ФЗ) → ${body.shortName}`,
    p: decided.p,
  };
}

const KIND_NAMES: Record<string, string> = { city: 'город', district: 'район', okrug: 'округ' };

function nameSubject(subject: string, table: RouteTable): string {
  if (subject === '*') return 'любая тема';
  return subject.startsWith('sector:') ? `отрасль ${subject.slice(7)}` : table.nameTopic(subject);
}

function nameTerritory(territory: string, table: RouteTable): string {
  if (territory === '*') return 'весь регион';
  return territory.startsWith('kind:')
    ? (KIND_NAMES[territory.slice(5)] ?? territory.slice(5))
    : table.nameMunicipality(territory);
}
