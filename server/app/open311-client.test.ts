import { createRequire } from 'node:module';
import { XMLParser } from 'fast-xml-parser';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { withServer } from '../../test/support/with-server.ts';

// The client that the Open311 community published on npm, unchanged. Two of its parts are not to be had there (an XML reader from a
// git address, another one that must be compiled); our XML reader stands under their names and is given the one function each lacks.
type Answer = (error: unknown, data: unknown) => void;
interface PublicClient {
  serviceDiscovery(options: object, answer: Answer): void;
  serviceList(answer: Answer): void;
  serviceDefinition(code: string, answer: Answer): void;
  submitRequest(data: object, answer: Answer): void;
  token(token: string, answer: Answer): void;
  serviceRequests(filter: object, answer: Answer): void;
  serviceRequest(id: string, answer: Answer): void;
}
const load = createRequire(import.meta.url);
const Client = load('open311') as new (options: object) => PublicClient;
const parse = (xml: string) => new XMLParser({ parseTagValue: false }).parse(xml);
load('xml2json').toJson = parse;

const server = withServer();
let json: PublicClient;
let xml: PublicClient;
beforeAll(() => {
  const options = {
    endpoint: `${server.url}/open311/v2/`,
    discovery: `${server.url}/open311/v2/discovery.json`,
    jurisdiction: '54',
    apiKey: 'any',
  };
  json = new Client({ ...options, format: 'json' });
  xml = new Client({ ...options, format: 'xml' });
});
const asked = <T = unknown>(ask: (answer: Answer) => void) =>
  new Promise<T>((resolve, reject) => {
    ask((error, data) => (error ? reject(new Error(String(data))) : resolve(data as T)));
  });

// What the published schema of GeoReport v2 demands (github.com/open311/schema-validation, schema/georeport-v2).
const textOrNull = z.string().nullish();
const moment = z.iso.datetime({ offset: true });
const SERVICES = z.array(
  z.object({
    service_code: z.string(),
    service_name: z.string(),
    description: textOrNull,
    metadata: z.boolean(),
    type: z.enum(['realtime', 'batch', 'blackbox']),
    keywords: textOrNull,
    group: textOrNull,
  }),
);
const DEFINITION = z.object({
  service_code: z.string(),
  attributes: z.array(
    z.object({
      variable: z.boolean(),
      code: z.string(),
      datatype: z.enum(['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist']),
      required: z.boolean(),
      datatype_description: textOrNull,
      order: z.int().nullish(),
      description: textOrNull,
      values: z.array(z.object({ key: z.string(), name: z.string() })).optional(),
    }),
  ),
});
const REQUESTS = z
  .array(
    z.object({
      service_request_id: z.string(),
      status: z.enum(['open', 'closed']),
      status_notes: textOrNull,
      service_name: textOrNull,
      service_code: z.string(),
      description: z.string().max(4000).nullish(),
      agency_responsible: textOrNull,
      service_notice: textOrNull,
      requested_datetime: moment,
      updated_datetime: moment.nullish(),
      expected_datetime: moment.nullish(),
      address: textOrNull,
      address_id: textOrNull,
      zipcode: textOrNull,
      lat: z.number().nullish(),
      long: z.number().nullish(),
      media_url: z.url().nullish(),
    }),
  )
  .min(1);
const CREATED = z.array(
  z.object({
    service_request_id: z.string(),
    token: textOrNull,
    service_notice: textOrNull,
    account_id: textOrNull,
  }),
);

const POTHOLE = {
  service_code: 'roads.potholes',
  lat: '54.7583',
  long: '83.1072',
  description: 'Яма на проезжей части, «глубокая» & <опасная>',
  attributes: { municipality: '50708000' },
};
const door = async (path: string) => (await server.anybody.fetch(`/open311/v2/${path}`)).text();

describe('the public client', () => {
  test('completes all seven calls in JSON, and every answer fits the published schema', async () => {
    const discovery = await asked<{ endpoints: { url: string }[] }>((answer) =>
      json.serviceDiscovery({ cache: false }, answer),
    );
    expect(discovery.endpoints[0]!.url).toContain('/open311/v2');
    const services = SERVICES.parse(await asked((answer) => json.serviceList(answer)));
    expect(services.map(({ service_code }) => service_code)).toContain(POTHOLE.service_code);
    const definition = DEFINITION.parse(
      await asked((answer) => json.serviceDefinition(POTHOLE.service_code, answer)),
    );
    expect(definition.attributes.map(({ code }) => code)).toContain('municipality');
    const [created] = CREATED.parse(await asked((answer) => json.submitRequest(POTHOLE, answer)));
    const number = created!.service_request_id;
    CREATED.parse(await asked((answer) => json.token(number, answer)));
    // The client turns moments into dates, so the schema is held against the door itself.
    REQUESTS.parse(JSON.parse(await door('requests.json?status=open')));
    REQUESTS.parse(JSON.parse(await door(`requests/${number}.json`)));
    const list = await asked<{ service_request_id: string; requested_datetime: Date }[]>((answer) =>
      json.serviceRequests({ status: 'open' }, answer),
    );
    expect(list.map(({ service_request_id }) => service_request_id)).toContain(number);
    const [one] = await asked<typeof list>((answer) => json.serviceRequest(number, answer));
    expect(one!.requested_datetime.getTime()).toBeGreaterThan(0);
  });

  test('files in XML, and what it reads there is what JSON says', async () => {
    const [created] = await asked<{ service_request_id: string }[]>((answer) =>
      xml.submitRequest(POTHOLE, answer),
    );
    const number = created!.service_request_id;
    const [inJson] = JSON.parse(await door(`requests/${number}.json`)) as Record<string, unknown>[];
    const inXml = parse(await door(`requests/${number}.xml`)).service_requests.request as Record<
      string,
      string
    >;
    expect(Object.keys(inXml).sort()).toEqual(Object.keys(inJson!).sort());
    for (const [name, value] of Object.entries(inJson!)) expect(inXml[name]).toBe(String(value ?? ''));
    const services = parse(await door('services.xml')).services.service as { service_code: string }[];
    const listed = SERVICES.parse(JSON.parse(await door('services.json')));
    expect(services.map(({ service_code }) => service_code)).toEqual(
      listed.map(({ service_code }) => service_code),
    );
  });
});
