import { isUtf8 } from 'node:buffer';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, LogController } from 'fastify';
import { isUnavailable } from '../database/index.ts';
import { databaseAway, HttpProblem } from './problem.ts';

export interface HttpSettings {
  logLevel: string;
  /** Behind a reverse proxy the client's address comes in a header. */
  trustProxy: boolean;
}

const BODY_BYTES_MAX = 256 * 1024;
const PHOTO_BYTES_MAX = 10_000_000;

/** Everything about HTTP that knows nothing of appeals: bounds, cookies, compression, problem+json. */
export async function buildServer({ logLevel, trustProxy }: HttpSettings): Promise<FastifyInstance> {
  const server = Fastify({
    bodyLimit: BODY_BYTES_MAX,
    trustProxy,
    requestTimeout: 30_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    // Addresses carry search words and follow tokens: the log gets the route, not the address.
    logController: new LogController({ disableRequestLogging: true }),
    logger: logLevel === 'silent' ? false : { level: logLevel },
  });
  await server.register(cookie);
  await server.register(compress, { encodings: ['gzip'], threshold: 4096 });
  await server.register(multipart, { limits: { fileSize: PHOTO_BYTES_MAX, files: 1, fields: 5 } });
  await server.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, { ttl }) =>
      new HttpProblem(
        429,
        'Слишком часто',
        `Подождите ${Math.ceil(ttl / 1000)} с и повторите: введённое не потеряется.`,
      ),
  });
  takeOnlyUtf8(server);
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(body as string)));
    },
  );
  server.addHook('onSend', (_request, reply, _payload, done) => {
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'same-origin');
    done();
  });
  server.setErrorHandler((error: FastifyError | HttpProblem, request, reply) => {
    if (error instanceof HttpProblem) return sendProblem(reply, error);
    if (isUnavailable(error)) return sendProblem(reply, databaseAway());
    const problem = problemOfFramework(error);
    if (problem) return sendProblem(reply, problem);
    request.log.error(
      { route: request.routeOptions.url, error: error.message, stack: error.stack },
      'request failed',
    );
    return sendProblem(
      reply,
      new HttpProblem(
        500,
        'Сбой на сервере',
        'Повторите через минуту. Если не поможет, сообщите администратору время сбоя.',
      ),
    );
  });
  return server;
}

const NOT_UTF8 = 'Отправьте JSON в кодировке UTF‑8.';

/**
 * JSON in UTF‑8 or a refusal. Fastify's own reading turns bytes of another encoding into «�»: an appeal would be accepted with its
 * text destroyed.
 */
function takeOnlyUtf8(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser(['text/plain', 'application/json']);
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const charset = /charset\s*=\s*"?([\w-]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
    if (charset && !/^(utf-?8|us-ascii)$/i.test(charset))
      return done(new HttpProblem(415, 'Такая кодировка не принимается', NOT_UTF8));
    if (!isUtf8(body as Buffer)) return done(new HttpProblem(400, 'Запрос не разбирается', NOT_UTF8));
    return parse(request, body.toString(), done);
  });
}

export function sendProblem(reply: FastifyReply, { problem, headers }: HttpProblem): FastifyReply {
  return reply
    .status(problem.status)
    .headers(headers)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

function problemOfFramework(error: FastifyError): HttpProblem | null {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new HttpProblem(
        413,
        'Слишком большой запрос',
        'Текст — до 10 000 знаков; фотографии прикладывайте отдельно.',
      );
    case 'FST_REQ_FILE_TOO_LARGE':
      return new HttpProblem(
        413,
        'Слишком большой файл',
        'Фотография — до 10 МБ. Уменьшите её и приложите снова.',
      );
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new HttpProblem(
        415,
        'Такой вид данных не принимается',
        'Отправьте JSON с заголовком Content-Type: application/json.',
      );
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return new HttpProblem(415, 'Нет файла', 'Отправьте фотографию как multipart/form-data в поле photo.');
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new HttpProblem(400, 'Пустой запрос', 'Отправьте JSON с полем text.');
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return new HttpProblem(400, 'Запрос не разбирается', NOT_UTF8);
  }
  if (error instanceof SyntaxError) {
    return new HttpProblem(400, 'Запрос не разбирается', NOT_UTF8);
  }
  if (error.statusCode && error.statusCode < 500)
    return new HttpProblem(error.statusCode, 'Запрос не принят', undefined);
  return null;
}
