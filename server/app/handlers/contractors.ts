import { confirmPart, handOverPart } from '../../casework/index.ts';
import { listContractors, loadServices, mapService, SendFailed } from '../../channels/index.ts';
import { HttpProblem, notFound } from '../../platform/http/problem.ts';
import { answering } from './case-actions.ts';
import { actOnPart } from './case-file.ts';
import { authorised, type Handlers } from './handler.ts';

const unknown = () => notFound('Такого подрядчика нет. Заведите подключение Open311 на странице «Каналы».');

export const contractorHandlers: Handlers<
  'contractors' | 'loadServices' | 'mapService' | 'handOverPart' | 'confirmPart'
> = {
  async contractors(request) {
    const { region } = authorised(request);
    return { rows: await listContractors(request.app.pool, region.code) };
  },
  async loadServices(request) {
    const { region } = authorised(request);
    const { accounts, context } = request.app.channels(region.code);
    accounts.forget();
    const account = await accounts.find('open311', request.params.account);
    if (!account) throw unknown();
    try {
      await loadServices(context, account);
    } catch (error) {
      if (error instanceof SendFailed) throw new HttpProblem(502, 'Услуги не прочитаны', error.message);
      throw error;
    }
    return (await listContractors(request.app.pool, region.code, account.account))[0]!;
  },
  async mapService(request) {
    const { region } = authorised(request);
    const { params, body } = request;
    const { byCode } = region.registry().taxonomy;
    const strange = body.topics.filter((topic) => !byCode.has(topic));
    if (strange.length > 0)
      throw new HttpProblem(422, 'Нет такой темы', `Уберите: ${strange.slice(0, 3).join(', ')}.`);
    if (!(await mapService(request.app.pool, region.code, { ...params, ...body }))) throw unknown();
    return undefined;
  },
  async handOverPart(request) {
    const act = await actOnPart(request);
    return answering(() => handOverPart(act, request.params.id, request.body));
  },
  async confirmPart(request) {
    const act = await actOnPart(request);
    return answering(() => confirmPart(act, request.params.id, request.body));
  },
};
