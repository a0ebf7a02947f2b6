import { issueToken, listTokens, revokeToken, TokenRefusal } from '../../access/tokens/index.ts';
import { HttpProblem, notFound } from '../../platform/http/problem.ts';
import { authorised, type Handlers } from './handler.ts';

export const tokenHandlers: Handlers<'tokens' | 'createToken' | 'revokeToken'> = {
  async tokens(request) {
    const { region } = authorised(request);
    return { rows: await listTokens(request.app.pool, region.code, request.app.clock.now()) };
  },
  async createToken(request) {
    const { region, caller } = authorised(request);
    const { pool, clock } = request.app;
    try {
      return await issueToken(pool, region.code, request.body, caller.login, clock.now());
    } catch (error) {
      if (error instanceof TokenRefusal) throw new HttpProblem(422, 'Ключ не выпущен', error.message);
      throw error;
    }
  },
  async revokeToken(request) {
    const { region, caller } = authorised(request);
    const { pool, clock } = request.app;
    if (!(await revokeToken(pool, region.code, request.params.id, caller.login, clock.now())))
      throw notFound('Такого ключа нет, или он уже отозван.');
    return undefined;
  },
};
