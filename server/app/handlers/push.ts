import { offerPush, subscribePush, unsubscribePush } from '../../channels/index.ts';
import { HttpProblem } from '../../platform/http/problem.ts';
import type { AppContext } from '../app-context.ts';
import { residentAct } from './case-actions.ts';
import type { Handlers } from './handler.ts';

const REFUSALS = {
  foreign: [
    422,
    'Незнакомая служба уведомлений',
    'Этот браузер получает уведомления через службу, которой регион не пользуется. Следите за обращением по ссылке.',
  ],
  broken: [422, 'Подписка повреждена', 'Выключите уведомления в браузере и включите снова.'],
  off: [409, 'Уведомления выключены', 'Регион их сейчас не отправляет. Следите за обращением по ссылке.'],
} as const;

export const pushHandlers: Handlers<'pushOffer' | 'subscribePush' | 'unsubscribePush'> = {
  async pushOffer({ app, params }) {
    const { channels } = followed(app, params.token);
    return { key: await offerPush(channels) };
  },
  async subscribePush({ app, params, body }) {
    const { channels, appealId } = followed(app, params.token);
    const result = await subscribePush(channels, appealId, body);
    if (result === 'done') return undefined;
    const [status, title, detail] = REFUSALS[result];
    throw new HttpProblem(status, title, detail);
  },
  async unsubscribePush({ app, params, body }) {
    const { channels, appealId } = followed(app, params.token);
    await unsubscribePush(channels, appealId, body.endpoint);
    return undefined;
  },
};

/** The case whose link somebody holds. @throws HttpProblem 404 */
function followed(app: AppContext, token: string) {
  const { registry, appealId } = residentAct(app, token);
  return { channels: app.channels(registry.code), appealId };
}
