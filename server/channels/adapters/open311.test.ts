import { expect, test } from 'vitest';
import { type Account, SendFailed } from '../adapter.ts';
import type { ProviderAnswer, ProviderClient } from '../provider-client.ts';
import { createOpen311 } from './open311.ts';

const account: Account = {
  regionId: '54',
  channel: 'open311',
  account: 'road',
  name: 'Подрядчик',
  enabled: true,
  settings: { base: 'https://contractor.example/v2', format: 'json' },
  secret: () => 'key',
};
const now = () => new Date('2026-11-22T05:00:00Z');
const part = (attempt: number) => ({
  outgoingId: 'o1',
  part: 0,
  text: 'Засыпать яму [Отклик 54-26-000001-abcd]',
  threadKey: 'road',
  recipient: 'road',
  replyTo: null,
  attachments: [],
  options: { service: '014', lat: 54.7, long: 83.1, mark: 'Отклик 54-26-000001-abcd', attempt },
});
const said = (status: number, json: unknown): ProviderAnswer => ({
  status,
  headers: new Headers({ 'content-type': 'application/json' }),
  json,
  content: Buffer.from(JSON.stringify(json)),
});

/** Answers to the list and to what is filed; how often something was filed. */
function contractor(list: () => ProviderAnswer) {
  const filed: number[] = [];
  const client: ProviderClient = {
    async call(_base, _path, { method }) {
      if (method === 'GET') return list();
      filed.push(1);
      return said(201, [{ service_request_id: 'r2' }]);
    },
    upload: () => Promise.reject(new Error('nothing is uploaded')),
    fetchMedia: async () => ({ never: true }),
  };
  const send = (attempt: number) => createOpen311(now).send(part(attempt), account, client);
  return { filed, send };
}

test('a second try files nothing unseen: what arrived is recognised, a silent server is waited for', async () => {
  const known = contractor(() =>
    said(200, [{ service_request_id: 'r1', description: 'Засыпать яму [Отклик 54-26-000001-abcd]' }]),
  );
  expect(await known.send(2)).toEqual({ externalId: 'request:r1' });
  expect(known.filed).toEqual([]);

  const silent = contractor(() => {
    throw new SendFailed('later', 'не отвечает');
  });
  await expect(silent.send(2)).rejects.toMatchObject({ fate: 'later' });
  const ill = contractor(() => said(503, {}));
  await expect(ill.send(2)).rejects.toMatchObject({ fate: 'later' });
  expect([...silent.filed, ...ill.filed]).toEqual([]);
});

test('a server without lists is filed to all the same, and a first try asks for none', async () => {
  const without = contractor(() => said(404, {}));
  expect(await without.send(2)).toEqual({ externalId: 'request:r2' });
  const fresh = contractor(() => {
    throw new Error('not asked');
  });
  expect(await fresh.send(1)).toEqual({ externalId: 'request:r2' });
});
