import {
  checkAccount,
  InboxFull,
  readBoard,
  readLetters,
  readSentFile,
  replayLetters,
  saveAccount,
  setPilot,
} from '../../channels/index.ts';
import { HttpProblem, notFound } from '../../platform/http/problem.ts';
import type { AppContext } from '../app-context.ts';
import { isFileAddress } from '../file-address.ts';
import { authorised, type Handlers, type Request } from './handler.ts';

export const channelsHandlers: Handlers<
  | 'hook'
  | 'secretHook'
  | 'sentFile'
  | 'channels'
  | 'letters'
  | 'replayLetters'
  | 'setPilot'
  | 'saveChannel'
  | 'checkChannel'
> = {
  hook: (request) => receive(request.app, request, request.params, null),
  secretHook: (request) => receive(request.app, request, request.params, request.params.segment),
  async sentFile({ app, params, query, reply }) {
    const region = app.region(params.region);
    const asked = { regionId: region.code, fileId: params.id, ...query };
    const gone = notFound('Адрес файла неверен или его срок прошёл.');
    if (!isFileAddress(region.secret, asked, app.clock.now())) throw gone;
    const file = await readSentFile(app.pool, region.code, params.id);
    if (!file) throw gone;
    return reply
      .header('content-type', file.contentType)
      .header('content-disposition', file.contentType.startsWith('image/') ? 'inline' : 'attachment')
      .header('cache-control', 'private, max-age=3600')
      .header('x-robots-tag', 'noindex')
      .send(file.content);
  },
  async channels(request) {
    const { region } = authorised(request);
    const { app } = request;
    return readBoard(app.pool, region.code, app.clock.now(), app.channels(region.code).context.env);
  },
  async letters(request) {
    const { region, scope } = authorised(request);
    return readLetters(request.app.pool, region.code, request.query, scope);
  },
  async replayLetters(request) {
    const { region } = authorised(request);
    const { app, body } = request;
    const replayed = await replayLetters(app.pool, region.code, body, app.clock.now());
    app.channels(region.code).wake();
    return { replayed };
  },
  async setPilot(request) {
    const { region } = authorised(request);
    await setPilot(request.app.pool, region.code, request.body.pilot, request.app.clock.now());
    return { pilot: request.body.pilot } as const;
  },
  async saveChannel(request) {
    const { region } = authorised(request);
    await saveAccount(request.app.pool, region.code, { ...request.params, ...request.body });
    request.app.channels(region.code).wake();
    return undefined;
  },
  async checkChannel(request) {
    const { region } = authorised(request);
    const { channel, account } = request.params;
    const checked = await checkAccount(request.app.channels(region.code), channel, account);
    if (!checked) throw notFound('Такого подключения нет или для этого канала нет связи с площадкой.');
    return checked;
  },
};

async function receive(
  app: AppContext,
  { http, reply }: Pick<Request<'hook'>, 'http' | 'reply'>,
  { channel, region, account }: { channel: string; region: string; account: string },
  segment: string | null,
): Promise<unknown> {
  const body = Buffer.isBuffer(http.body) ? http.body : Buffer.alloc(0);
  try {
    const { answer } = await app.channels(region).receive({
      channel,
      account,
      request: { body, headers: http.headers, segment, now: app.clock.now() },
    });
    return reply.status(answer.status).header('content-type', answer.contentType).send(answer.body);
  } catch (error) {
    if (!(error instanceof InboxFull)) throw error;
    throw new HttpProblem(503, 'Сейчас слишком много сообщений', 'Повторите через несколько секунд.', {
      headers: { 'retry-after': '5' },
    });
  }
}
