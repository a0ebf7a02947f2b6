import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client } from '../../test/support/client.ts';
import { fill } from '../../test/support/fill.ts';
import { withServer } from '../../test/support/with-server.ts';
import { readSettings } from './settings.ts';

/** What the scanner says to a whole file. */
let word = '';
const scanner = createServer((socket) => {
  let tail = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    tail = Buffer.concat([tail, bytes]).subarray(-4);
    if (tail.equals(Buffer.alloc(4))) socket.end(word);
  });
});
await new Promise<void>((resolve) => scanner.listen(0, '127.0.0.1', resolve));
const address = `127.0.0.1:${(scanner.address() as { port: number }).port}`;

const server = withServer({ scanner: address });
let executor: Client;
let id: string;

beforeAll(async () => {
  executor = await server.as('mintrans-executor');
  const decision = { organisation: 'mintrans', topic: 'roads.potholes', state: 'auto' } as const;
  const [filed] = await fill(server, [{ decision }]);
  id = filed!.appealId;
});
afterAll(() => {
  if (scanner.listening) scanner.close();
});

const PDF = Buffer.from('%PDF-1.4\n%%EOF\n');
async function send() {
  const form = new FormData();
  form.set('file', new Blob([PDF]), 'акт.pdf');
  return executor.fetch(`/api/appeals/${id}/attachments?purpose=note`, { method: 'POST', body: form });
}
async function kept(): Promise<number> {
  const found = await server.database.pool.query('select count(*)::int as n from attachment');
  return found.rows[0].n;
}

test('the scanner of the settings is asked; when it is away, the file is not kept and the sender reads what to do', async () => {
  word = 'stream: OK\0';
  const clean = await send();
  expect(clean.status).toBe(201);
  expect(await clean.json()).toMatchObject({ scan: 'clean' });

  word = 'stream: Eicar-Test-Signature FOUND\0';
  expect((await send()).status).toBe(422);

  word = 'INSTREAM size limit exceeded. ERROR\0';
  const unclear = await send();
  expect(unclear.status).toBe(503);
  expect(await unclear.json()).toMatchObject({
    title: 'Файл не проверен',
    detail: expect.stringMatching(/администратор/),
  });

  await new Promise((resolve) => scanner.close(resolve));
  const silent = await send();
  expect(silent.status).toBe(503);
  expect(silent.headers.get('retry-after')).toBe('60');
  const problem = (await silent.json()) as { title: string; detail: string };
  expect(problem.title).toBe('Проверка на вирусы не отвечает');
  expect(problem.detail).toMatch(/Файл не сохранён.*Повторите через минуту/);
  // Where the scanner stands is nobody's business outside.
  expect(problem.detail).not.toContain('127.0.0.1');
  expect(await kept()).toBe(1);
});

test('an address that cannot be one is refused before the server starts', () => {
  expect(readSettings({ OTKLIK_CLAMD: 'clamav:3310' }).scanner).toBe('clamav:3310');
  expect(readSettings({ OTKLIK_CLAMD: 'clamav' }).scanner).toBe('clamav');
  expect(readSettings({}).scanner).toBeUndefined();
  expect(() => readSettings({ OTKLIK_CLAMD: 'clamav:порт' })).toThrow('OTKLIK_CLAMD');
  expect(() => readSettings({ OTKLIK_CLAMD: 'clamav:99999' })).toThrow('OTKLIK_CLAMD');
});
