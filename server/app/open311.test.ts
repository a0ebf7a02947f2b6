import { XMLParser } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { withServer } from '../../test/support/with-server.ts';

const server = withServer();
const get = async (path: string) => {
  const answer = await server.anybody.fetch(`/open311/v2/${path}`);
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
};
const json = async (path: string) => JSON.parse((await get(path)).text);
const xml = async (path: string) =>
  new XMLParser({
    parseTagValue: false,
    isArray: (name) => ['service', 'request', 'value', 'attribute', 'error', 'endpoint'].includes(name),
  }).parse((await get(path)).text);
const file = (fields: Record<string, string>, suffix = 'json', query = '') =>
  server.anybody.fetch(`/open311/v2/requests.${suffix}${query}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
  });

const FIELDS = {
  api_key: 'whatever',
  service_code: 'roads.potholes',
  lat: '54.7583',
  long: '83.1072',
  first_name: 'Анна',
  last_name: 'Петрова',
  email: 'anna@example.ru',
  phone: '+79130000000',
  description: 'Яма у дома Анны Петровой, звоните +79130000000',
  media_url: 'http://169.254.169.254/latest',
};

test('services are the leaf topics, in both formats alike, each with its definition', async () => {
  const services = await json('services.json');
  expect(services.length).toBeGreaterThan(50);
  expect(services).toContainEqual({
    service_code: 'roads.potholes',
    service_name: expect.any(String),
    description: expect.any(String),
    metadata: true,
    type: 'realtime',
    keywords: expect.any(String),
    group: expect.any(String),
  });
  const parsed = (await xml('services.xml')).services.service;
  expect(parsed.map((one: { service_code: string }) => one.service_code)).toEqual(
    services.map((one: { service_code: string }) => one.service_code),
  );
  const definition = await json('services/roads.potholes.json');
  expect(definition.attributes[0]).toMatchObject({
    code: 'municipality',
    datatype: 'singlevaluelist',
    required: false,
  });
  expect(
    (await xml('services/roads.potholes')).service_definition.attributes.attribute[0].values.value,
  ).toHaveLength(definition.attributes[0].values.length);
  expect((await json('discovery.json')).endpoints[0]).toMatchObject({ type: 'production' });
  expect((await xml('discovery.xml')).discovery.endpoints.endpoint[0].formats.format).toEqual([
    'text/xml',
    'application/json',
  ]);
});

test('a request that is filed is a case, and what everybody reads of it holds nothing personal', async () => {
  const answer = await file(FIELDS, 'json', '?jurisdiction_id=54');
  expect(answer.status).toBe(200);
  const [{ service_request_id: number }] = (await answer.json()) as [{ service_request_id: string }];
  const stored = await server.database.pool.query(
    `select a.channel, a.text, p.email from appeal a join applicant p using (region_id, appeal_id) where number = $1`,
    [number],
  );
  expect(stored.rows).toEqual([{ channel: 'open311', text: FIELDS.description, email: FIELDS.email }]);
  for (const path of [
    `requests/${number}.json`,
    `requests/${number}.xml`,
    'requests.json',
    'requests.xml?status=open',
    `tokens/${number}.json`,
  ]) {
    const { status, text } = await get(path);
    expect(status).toBe(200);
    expect(text).toContain(number);
    for (const personal of ['Анн', 'Петров', 'anna@', '7913', '169.254', 'Яма у дома'])
      expect(text).not.toContain(personal);
  }
  const [request] = await json(`requests/${number}.json`);
  expect(request).toMatchObject({
    status: 'open',
    lat: 54.758,
    long: 83.107,
    description: null,
    media_url: null,
  });
  expect(request.requested_datetime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00$/);
  const asXml = (await xml(`requests/${number}.xml`)).service_requests.request[0];
  expect(asXml).toMatchObject({ service_request_id: number, status: 'open', description: '' });
  expect(await json('requests.json?status=closed')).toEqual([]);
  expect(await json(`requests.json?service_request_id=${number},54-26-999999`)).toHaveLength(1);
  expect(await json('requests.json?service_code=roads.snow&page=1&page_size=10&extensions=true')).toEqual([]);
});

test("a case of another channel is nobody's business here", async () => {
  await server.anybody.fetch('/api/appeals', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'Через форму на сайте' }),
  });
  const { rows } = await server.database.pool.query(`select number from appeal where channel = 'web'`);
  expect((await get('requests.json')).text).not.toContain(rows[0].number);
  expect((await get(`requests/${rows[0].number}.json`)).status).toBe(404);
});

test('XML is taken and given; a repeated key files once', async () => {
  const send = () =>
    server.anybody.fetch('/open311/v2/requests.xml', {
      method: 'POST',
      body: new URLSearchParams({
        service_code: 'roads.potholes',
        'attribute[municipality]': '50708000',
        description: 'Яма <&> "тут"',
      }),
      headers: { 'idempotency-key': 'open311-1' },
    });
  const [first, again] = [await (await send()).text(), await (await send()).text()];
  expect(first).toBe(again);
  expect(first).toMatch(/^<\?xml.*<service_requests><request><service_request_id>54-/s);
});

test.each([
  ['no service', 400, { lat: '54.7', long: '83.1' }],
  ['unknown service', 404, { ...FIELDS, service_code: 'nothing' }],
  ['no place', 400, { service_code: 'roads.potholes', description: 'Яма' }],
  ['half a point', 400, { service_code: 'roads.potholes', lat: '54.7' }],
  ['a point that is words', 400, { ...FIELDS, lat: 'север' }],
  ['unknown jurisdiction', 404, { ...FIELDS, jurisdiction_id: '99' }],
  ['mail that is none', 400, { ...FIELDS, email: 'почта' }],
])('%s is refused in the words of the specification, in both formats', async (_name, status, fields) => {
  const answer = await file(fields);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toEqual([{ code: status, description: expect.any(String) }]);
  expect(await (await file(fields, 'xml')).text()).toMatch(
    new RegExp(`<errors><error><code>${status}</code><description>.+</description></error></errors>`),
  );
});

test.each([
  ['nothing.json', 404],
  ['services/nothing.json', 404],
  ['requests/54-26-000000.json', 404],
  ['tokens/x.json', 404],
  ['requests.json?start_date=2026-01-01T00:00:00Z&end_date=2026-11-01T00:00:00Z', 400],
  ['requests.json?start_date=вчера', 400],
  ['requests.json?status=lost', 400],
  ['services.json?jurisdiction_id=99', 404],
])('%s answers %i', async (path, status) => {
  const answer = await get(path);
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.text)).toEqual([{ code: status, description: expect.any(String) }]);
});
