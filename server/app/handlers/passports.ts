import type { EndpointName } from '../../../contract/endpoints.ts';
import { readPassport } from '../../insight/passports/index.ts';
import { notFound } from '../../platform/http/problem.ts';
import { chosenTopics } from '../../registry/chosen-topics.ts';
import { authorised, type Handlers, type Request } from './handler.ts';
import { heatContext } from './insight.ts';

export const passportHandlers: Handlers<'municipalityPassport' | 'topicPassport'> = {
  async municipalityPassport(request) {
    const { region, scope } = authorised(request);
    const { code } = request.params;
    // Somebody else's place answers exactly as one that does not exist.
    if (
      !region.registry().municipalities.has(code) ||
      (scope.municipalities && !scope.municipalities.includes(code))
    )
      throw notFound('Такого муниципалитета нет или он не в вашем ведении.');
    return readPassport({ kind: 'municipality', code }, request.query, passportContext(request));
  },
  async topicPassport(request) {
    const { region, scope } = authorised(request);
    const { code } = request.params;
    const registry = region.registry();
    const own = chosenTopics({ topic: [code] }, registry)!.some(
      (topic) => scope.topics?.includes(topic) ?? true,
    );
    if (!registry.taxonomy.byCode.has(code) || !own)
      throw notFound('Такой темы нет или она не в вашем ведении.');
    return readPassport({ kind: 'topic', code }, request.query, passportContext(request));
  },
};

function passportContext<N extends EndpointName>(request: Request<N>) {
  const { region } = authorised(request);
  const population = new Map(
    [...region.registry().municipalities.values()].map((place) => [place.code, place.population]),
  );
  return { ...heatContext(request), population };
}
