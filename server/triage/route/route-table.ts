import type { RegionFile, RegionOrganisation, RegionRoute } from '../../registry/region-file.ts';
import { ADMINISTRATION, findAdministration } from '../../registry/region-references.ts';

export type RouteOrganisation = Pick<
  RegionOrganisation,
  'code' | 'shortName' | 'level' | 'parent' | 'type' | 'territory'
>;

/** A region's rules, indexed for deciding; build it once per change of the registry. */
export type RouteTable = {
  ruleFor(topic: string, territory: string): RegionRoute | undefined;
  organisations: ReadonlyMap<string, RouteOrganisation>;
  administrationOf(municipality: string): string | null;
  centre: string;
  nameTopic(code: string): string;
  nameMunicipality(code: string): string;
};

export type RouteTableInput = {
  routes: readonly RegionRoute[];
  organisations: readonly RouteOrganisation[];
  municipalities: readonly Pick<RegionFile['municipalities'][number], 'code' | 'name'>[];
  /** The region's `centreOrganisation`: takes what no rule takes. */
  centre: string;
  topics?: readonly { code: string; name: string }[];
};

/**
 * @throws Error when a rule or the centre names a body that does not exist: a broken rule must stop the change that
 * broke it, not switch itself off unseen.
 */
export function buildRouteTable(input: RouteTableInput): RouteTable {
  const organisations = new Map(input.organisations.map((it) => [it.code, it]));
  const rules = new Map<string, RegionRoute>();
  for (const rule of input.routes) {
    for (const body of [rule.organisation, ...(rule.co ?? [])]) {
      if (body !== ADMINISTRATION && !organisations.has(body))
        throw new Error(`Маршрут «${rule.topic} × ${rule.municipality}»: нет организации ${body}`);
    }
    rules.set(`${rule.topic} ${rule.municipality}`, rule);
  }
  if (!organisations.has(input.centre)) throw new Error(`Нет организации ${input.centre}, центра региона`);
  const administrations = new Map(
    input.municipalities.map((it) => [it.code, findAdministration(input.organisations, it.code)]),
  );
  const topicNames = new Map(input.topics?.map((it) => [it.code, it.name]));
  const municipalityNames = new Map(input.municipalities.map((it) => [it.code, it.name]));
  return {
    ruleFor: (topic, territory) => rules.get(`${topic} ${territory}`),
    organisations,
    administrationOf: (municipality) => administrations.get(municipality) ?? null,
    centre: input.centre,
    nameTopic: (code) => topicNames.get(code) ?? code,
    nameMunicipality: (code) => municipalityNames.get(code) ?? code,
  };
}
