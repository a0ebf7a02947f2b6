import { describe, expect, test } from 'vitest';
import { type Endpoint, endpoints } from '../../contract/endpoints.ts';
import { Problem } from '../../contract/problem.ts';
import { withServer } from '../../test/support/with-server.ts';

const server = withServer();

const count = async () =>
  (await server.database.pool.query('select count(*)::int as n from appeal')).rows[0].n as number;
const post = (
  body: string | Buffer,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) =>
  server.anybody.fetch('/api/appeals', {
    method: 'POST',
    body: typeof body === 'string' ? body : new Uint8Array(body),
    headers,
  });
const filing = (body: unknown, headers: Record<string, string> = {}) =>
  post(JSON.stringify(body), { 'content-type': 'application/json', ...headers });

const PNG = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex');
async function upload(content: Buffer, name = 'photo.png', type = 'image/png'): Promise<Response> {
  const form = new FormData();
  form.set('photo', new Blob([new Uint8Array(content)], { type }), name);
  return server.anybody.fetch('/api/photos', { method: 'POST', body: form });
}

/** A refusal: problem+json in Russian that says what to do. */
async function refusal(answer: Response): Promise<Problem> {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = Problem.parse(await answer.json());
  expect(problem.title).toMatch(/[а-яё]/);
  expect(problem.detail).toMatch(/[а-яё]/);
  return problem;
}

describe('a filing that is right', () => {
  test('answers 201 with number, link, body and deadline; the link shows it', async () => {
    const answer = await filing({
      text: 'На улице Ленина в Бердске большая яма на дороге',
      address: 'Бердск, улица Ленина, 5',
    });
    expect(answer.status).toBe(201);
    const filed = (await answer.json()) as {
      number: string;
      followUrl: string;
      organisation: string;
      dueAt: string;
    };
    expect(filed.number).toMatch(/^54-\d\d-\d{6}$/);
    expect(filed.organisation.length).toBeGreaterThan(3);
    expect(Date.parse(filed.dueAt)).toBeGreaterThan(Date.now());
    const token = filed.followUrl.split('/').pop()!;
    expect(await server.anybody.call('followAppeal', { params: { token } })).toMatchObject({
      number: filed.number,
    });
  });

  test('the same key again answers 200 and the same number; another text under it is refused', async () => {
    const headers = { 'idempotency-key': 'filing-1' };
    const before = await count();
    const [first, again] = [
      await filing({ text: 'Не горит фонарь' }, headers),
      await filing({ text: 'Не горит фонарь' }, headers),
    ];
    expect([first.status, again.status]).toEqual([201, 200]);
    const [one, two] = [
      (await first.json()) as { number: string },
      (await again.json()) as { number: string; repeated: boolean },
    ];
    expect(two).toMatchObject({ number: one.number, repeated: true });
    expect((await refusal(await filing({ text: 'Совсем другое' }, headers))).status).toBe(422);
    expect(await count()).toBe(before + 1);
  });

  test.each([
    ['markup and script', '<img src=x onerror=alert(1)><script>alert(2)</script>'],
    ['NUL and a lone surrogate', 'яма\u0000 тут \ud800 была'],
    ['a spelled-out escape', 'яма \\u0000 тут'],
    ['ten thousand characters', 'ы'.repeat(10_000)],
    ['emoji and right-to-left marks', '🕳️ яма \u202e тут'],
  ])('%s are taken as text', async (_name, text) => {
    const answer = await filing({ text });
    expect(answer.status).toBe(201);
    const { id } = (await answer.json()) as { id: string };
    const card = await (await server.as('operator')).call('appeal', { params: { id } });
    expect(card.text).toBe(text.replaceAll('\u0000', '').toWellFormed());
  });

  test('many at once each get a number of their own', async () => {
    const answers = await Promise.all(
      [...Array(150)].map((_, n) => filing({ text: `Течёт крыша, подъезд ${n}` })),
    );
    const numbers = await Promise.all(
      answers.map(async (answer) => ((await answer.json()) as { number: string }).number),
    );
    expect(new Set(numbers).size).toBe(150);
  });
});

describe('a filing that is wrong is refused in words, and nothing is written', () => {
  const json = (body: unknown) => ({ body: JSON.stringify(body) });
  const long = 'ы'.repeat(1_000_000);
  test.each<[string, number, { body: string | Buffer; headers?: Record<string, string> }]>([
    ['no text', 422, json({})],
    ['empty text', 422, json({ text: '' })],
    ['blank text', 422, json({ text: ' \n\t ' })],
    ['text that is a number', 422, json({ text: 12345 })],
    ['text a character too long', 422, json({ text: 'ы'.repeat(10_001) })],
    ['a megabyte of text', 413, json({ text: long })],
    ['unknown region', 404, json({ text: 'Яма на дороге', region: '99' })],
    ['unknown municipality', 422, json({ text: 'Яма на дороге', municipality: '50799999' })],
    ['point off the globe', 422, json({ text: 'Яма на дороге', point: [91, 82] })],
    ['point that is words', 422, json({ text: 'Яма на дороге', point: ['55', '82'] })],
    ['point in another region', 422, json({ text: 'Яма на дороге', point: [43.1, 131.9] })],
    ['wrong mail', 422, json({ text: 'Яма на дороге', contact: { email: 'не почта' } })],
    [
      'six photos',
      422,
      json({ text: 'Яма на дороге', photos: [...Array(6)].map(() => crypto.randomUUID()) }),
    ],
    ['photo that is no identifier', 422, json({ text: 'Яма на дороге', photos: ['abc'] })],
    ['empty body', 400, { body: '' }],
    ['half of JSON', 400, { body: '{"text": "Яма' }],
    ['array', 422, json(['Яма на дороге'])],
    ['null', 422, json(null)],
    [
      'Windows‑1251 bytes',
      400,
      {
        body: Buffer.from([
          ...Buffer.from('{"text":"'),
          0xdf,
          0xec,
          0xe0,
          0x20,
          0xf2,
          0xf3,
          0xf2,
          ...Buffer.from('"}'),
        ]),
      },
    ],
    [
      'declared Windows‑1251',
      415,
      {
        body: JSON.stringify({ text: 'abcd efgh' }),
        headers: { 'content-type': 'application/json; charset=windows-1251' },
      },
    ],
    ['plain text', 415, { body: 'Яма на дороге', headers: { 'content-type': 'text/plain' } }],
    ['XML', 415, { body: '<text>Яма</text>', headers: { 'content-type': 'application/xml' } }],
    [
      'key of 201 characters',
      400,
      {
        ...json({ text: 'Яма на дороге' }),
        headers: { 'content-type': 'application/json', 'idempotency-key': 'k'.repeat(201) },
      },
    ],
    ['poisoned prototype', 400, { body: '{"text":"Яма на дороге","__proto__":{"admin":true}}' }],
  ])('%s', async (_name, status, { body, headers }) => {
    const before = await count();
    const problem = await refusal(await post(body, headers));
    expect(problem.status).toBe(status);
    expect(await count()).toBe(before);
  });
});

describe('photos', () => {
  test('one that was uploaded belongs to the appeal it was filed with, and to no other', async () => {
    const uploaded = (await (await upload(PNG)).json()) as { id: string };
    const first = (await (await filing({ text: 'Яма на фото', photos: [uploaded.id] })).json()) as {
      id: string;
    };
    const thief = (await (await filing({ text: 'Чужое фото', photos: [uploaded.id] })).json()) as {
      id: string;
    };
    const person = await server.as('operator');
    expect((await person.call('appeal', { params: { id: first.id } })).photos).toMatchObject([
      { id: uploaded.id, contentType: 'image/png' },
    ]);
    expect((await person.call('appeal', { params: { id: thief.id } })).photos).toEqual([]);
    const shown = await person.ask('photo', { params: { id: uploaded.id } });
    expect(shown.headers.get('content-type')).toBe('image/png');
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(PNG);
  });

  test.each<[string, Buffer, string, string, number]>([
    [
      'a page that says it is a picture',
      Buffer.from('<html><script>alert(1)</script>'),
      'photo.png',
      'image/png',
      415,
    ],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.svg', 'image/svg+xml', 415],
    ['empty', Buffer.alloc(0), 'photo.png', 'image/png', 415],
    ['over ten megabytes', Buffer.concat([PNG, Buffer.alloc(10_000_001)]), 'photo.png', 'image/png', 413],
  ])('%s is refused', async (_name, content, name, type, status) => {
    expect((await refusal(await upload(content, name, type))).status).toBe(status);
    const kept = await server.database.pool.query(
      'select count(*)::int as n from photo where appeal_id is null',
    );
    expect(kept.rows[0].n).toBe(0);
  });

  test('what is not multipart, or has no file, is refused in words', async () => {
    const plain = await server.anybody.fetch('/api/photos', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect((await refusal(plain)).status).toBeGreaterThanOrEqual(400);
    const form = new FormData();
    form.set('other', 'value');
    const without = await server.anybody.fetch('/api/photos', { method: 'POST', body: form });
    expect((await refusal(without)).status).toBe(400);
  });
});

describe('the form without JavaScript', () => {
  const send = (fields: Record<string, string>) =>
    server.anybody.fetch('/report/plain', { method: 'POST', body: new URLSearchParams(fields) });

  test('files, and leads to a page that shows the appeal with its markup harmless', async () => {
    const form = await (await server.anybody.fetch('/report/plain')).text();
    const key = /name="key" value="([^"]+)"/.exec(form)![1]!;
    const text = '<script>alert("x")</script> яма у школы';
    const answer = await send({ key, text, address: 'Бердск', email: '' });
    expect(answer.status).toBe(303);
    const repeated = await send({ key, text, address: 'Бердск', email: '' });
    expect(repeated.headers.get('location')).toBe(answer.headers.get('location'));
    const page = await server.anybody.fetch(answer.headers.get('location')!);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain('яма у школы');
    expect(html).not.toContain('<script');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('a mistake brings the form back with what was typed', async () => {
    const answer = await send({ key: 'plain-2', text: 'Яма "здесь" <b>', address: '', email: 'не почта' });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('role="alert"');
    expect(html).toContain('Яма &#34;здесь&#34; &#60;b&#62;');
  });

  test.each([
    ['nothing', undefined],
    ['JSON null', 'null'],
  ])('%s for a body does not break the server', async (_name, body) => {
    const answer = await server.anybody.fetch('/report/plain', {
      method: 'POST',
      ...(body ? { body, headers: { 'content-type': 'application/json' } } : {}),
    });
    expect(answer.status).toBe(422);
  });

  test.each(['x', '54-', `54-${'A'.repeat(38)}`, '..%2f..%2fetc', '%00'])(
    'follow link «%s» leads nowhere',
    async (token) => {
      for (const path of [`/follow/${token}/plain`, `/api/follow/${token}`]) {
        expect((await server.anybody.fetch(path)).status).toBe(404);
      }
    },
  );
});

describe('the description of the interface', () => {
  test('is JSON that names every endpoint with its method', async () => {
    const answer = await server.anybody.ask('openapi');
    const document = (await answer.json()) as {
      openapi: string;
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    expect(document.openapi).toMatch(/^3\.1/);
    const named = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map((operation) => operation.operationId),
    );
    expect(named.sort()).toEqual(Object.keys(endpoints).sort());
    for (const { path, method } of Object.values(endpoints as Record<string, Endpoint>)) {
      expect(document.paths[path.replace(/:(\w+)/g, '{$1}')]).toHaveProperty(method.toLowerCase());
    }
  });

  test('an unknown address of the API is a problem in words', async () => {
    expect((await refusal(await server.anybody.fetch('/api/nothing-here'))).status).toBe(404);
  });
});
