import type { RegionRegistry } from '../registry/store/index.ts';
import { Open311Refusal } from './refusal.ts';

/** Every leaf topic is a service; its group is the topic above it. */
export function listServices(registry: RegionRegistry) {
  const { topics, byCode } = registry.taxonomy;
  const parents = new Set(topics.map((topic) => topic.parent));
  return topics
    .filter((topic) => !parents.has(topic.code))
    .map((topic) => {
      const group = topic.parent ? (byCode.get(topic.parent)?.name ?? null) : null;
      return {
        service_code: topic.code,
        service_name: topic.name,
        description: group ? `${group}: ${topic.name}` : topic.name,
        metadata: true,
        type: 'realtime',
        keywords: group ?? '',
        group: group ?? topic.name,
      };
    });
}

/** What may be said besides where and what: the municipality, for those who know no point. @throws Open311Refusal 404 */
export function describeService(registry: RegionRegistry, code: string) {
  if (!listServices(registry).some((service) => service.service_code === code))
    throw new Open311Refusal(404, 'service_code was not found');
  return {
    service_code: code,
    attributes: [
      {
        variable: true,
        code: 'municipality',
        datatype: 'singlevaluelist',
        required: false,
        datatype_description: null,
        order: 1,
        description: 'Муниципалитет, если точка на карте неизвестна',
        values: [...registry.municipalities.values()].map(({ code: key, name }) => ({ key, name })),
      },
    ],
  };
}

/** @param origin scheme and host this server is asked by; changeset: when the services last changed is not kept, so the day is told */
export function describeServer(registry: RegionRegistry, origin: string, now: Date) {
  const changeset = now.toISOString().slice(0, 10);
  return {
    changeset: `${changeset}T00:00:00Z`,
    contact: `${registry.file.name}: ${origin}/`,
    key_service: 'Ключ не нужен.',
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url: `${origin}/open311/v2`,
        changeset: `${changeset}T00:00:00Z`,
        type: 'production',
        formats: ['text/xml', 'application/json'],
      },
    ],
  };
}
