import { z } from 'zod';
import { type Endpoint, endpoints, permissionsOf } from '../../contract/endpoints.ts';
import { Problem } from '../../contract/problem.ts';

let document: unknown;

/** OpenAPI 3.1 of the table of endpoints: the same schemas that validate. */
export function openApiDocument(): unknown {
  document ??= {
    openapi: '3.1.0',
    info: { title: 'Отклик', version: '1', description: 'Открытый центр управления регионом' },
    paths: paths(),
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'otklik_session' } } },
  };
  return document;
}

function paths(): Record<string, Record<string, unknown>> {
  const found: Record<string, Record<string, unknown>> = {};
  for (const [name, endpoint] of Object.entries(endpoints) as [string, Endpoint][]) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    found[path] ??= {};
    found[path][endpoint.method.toLowerCase()] = operation(name, endpoint);
  }
  return found;
}

function operation(name: string, endpoint: Endpoint): unknown {
  return {
    operationId: name,
    summary: endpoint.summary,
    ...(endpoint.permission === 'public'
      ? {}
      : { security: [{ session: [] }], 'x-permission': permissionsOf(endpoint).join(', ') }),
    parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query')],
    ...(endpoint.body
      ? { requestBody: { required: true, content: json(schemaOf(endpoint.body, 'input')) } }
      : {}),
    responses: {
      [endpoint.status ?? 200]: {
        description: 'Готово',
        ...(endpoint.output ? { content: json(schemaOf(endpoint.output, 'output')) } : {}),
      },
      default: {
        description: 'Отказ с причиной',
        content: { 'application/problem+json': { schema: schemaOf(Problem, 'output') } },
      },
    },
  };
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): unknown[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: object;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): unknown {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<
    string,
    unknown
  >;
  return rest;
}

function json(schema: unknown): unknown {
  return { 'application/json': { schema } };
}
