import { databaseAway } from '../../platform/http/problem.ts';
import { metricsText } from '../metrics.ts';
import { openApiDocument } from '../open-api.ts';
import type { Handlers } from './handler.ts';

export const serviceHandlers: Handlers<'openapi' | 'health' | 'metrics'> = {
  async openapi({ reply }) {
    return reply
      .header('content-type', 'application/json; charset=utf-8')
      .send(JSON.stringify(openApiDocument()));
  },
  async health({ app, reply }) {
    try {
      await app.pool.query('select 1');
    } catch {
      throw databaseAway();
    }
    const body = {
      status: app.stopping() ? 'stopping' : 'ok',
      regions: app.regions().map((region) => region.code),
      ...(app.demoLogins.length > 0 ? { demo: { logins: app.demoLogins } } : {}),
    };
    return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(body));
  },
  async metrics({ app, reply }) {
    const { contentType, text } = await metricsText(app);
    return reply.header('content-type', contentType).send(text);
  },
};
