import i18next from 'i18next';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { addressOf, call } from './client.ts';
import { ProblemError } from './problem-error.ts';

beforeAll(() => i18next.init({ lng: 'ru', resources: { ru: { shell: {} } } }));
afterEach(() => vi.unstubAllGlobals());

/** Answers every request with this and remembers what was asked. */
function answering(body: string | null, init: ResponseInit) {
  const fetch = vi.fn(async (_address: string, _request: RequestInit) => new Response(body, init));
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

describe('addresses', () => {
  it('fill parameters and leave out what is empty', () => {
    expect(addressOf('/api/appeals/:id', { id: 'a/b' })).toBe('/api/appeals/a%2Fb');
    expect(addressOf('/api/appeals', {}, { status: 'in_work', q: '', limit: 50, from: undefined })).toBe(
      '/api/appeals?status=in_work&limit=50',
    );
  });
});

describe('a call', () => {
  it('sends the version and the idempotency key the way the server wants them', async () => {
    const fetch = answering('{}', { status: 200 });
    await call('decideTriage', {
      params: { id: '7' },
      body: { topic: 'roads' },
      ifMatch: 3,
      idempotencyKey: 'key-1',
    });
    const [address, request] = fetch.mock.calls[0]!;
    expect(address).toBe('/api/triage/7');
    expect(request.method).toBe('POST');
    expect(request.headers).toMatchObject({
      'if-match': '"3"',
      'idempotency-key': 'key-1',
      'content-type': 'application/json',
    });
    expect(request.body).toBe('{"topic":"roads"}');
  });

  it('turns problem+json into a ProblemError with its words', async () => {
    answering(
      JSON.stringify({ type: 'x', title: 'Тема не найдена', detail: 'Выберите другую', status: 422 }),
      {
        status: 422,
      },
    );
    const error = await call('registry').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({
      status: 422,
      problem: { title: 'Тема не найдена', detail: 'Выберите другую' },
    });
  });

  it("makes a sentence of a proxy's page", async () => {
    answering('<html>502</html>', { status: 502 });
    await expect(call('registry')).rejects.toMatchObject({
      problem: { title: 'problem.server.title' },
    });
  });

  it('says that nobody answered', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('fetch failed');
    });
    await expect(call('registry')).rejects.toMatchObject({ status: 0 });
  });

  it('gives nothing for 204', async () => {
    answering(null, { status: 204 });
    await expect(call('signOut')).resolves.toBeUndefined();
  });
});
