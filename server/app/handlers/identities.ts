import type { EndpointName } from '../../../contract/endpoints.ts';
import type { AuthorCases } from '../../../contract/identities.ts';
import { noteReadings } from '../../access/index.ts';
import { type AuthoredCase, readAuthoredCases } from '../../casework/index.ts';
import {
  askCode,
  CODE_MINUTES,
  CODE_TRIES_MAX,
  compareContacts,
  confirmCode,
  endLink,
  findBearer,
  findIdentity,
  type Identity,
  joinIdentities,
  keysOfCase,
  readAuthorFacts,
  readLinkedKeys,
  readLinks,
  TooManyCodes,
} from '../../identities/index.ts';
import { transaction } from '../../platform/database/index.ts';
import { HttpProblem, notFound } from '../../platform/http/problem.ts';
import { otherCasesOfAuthor } from '../cases-of-author.ts';
import { residentAct } from './case-actions.ts';
import { caseContext } from './casework.ts';
import { authorised, type Handlers, type Request, requireContacts } from './handler.ts';
import { readableCase } from './readable-case.ts';

type Names =
  | 'authorCases'
  | 'compareAuthors'
  | 'linkAuthors'
  | 'unlinkAuthors'
  | 'askIdentityCode'
  | 'confirmIdentity';

const SHOWN_MAX = 20;

export const identitiesHandlers: Handlers<Names> = {
  async authorCases(request) {
    await readableCase(request, request.params.id);
    return authorOf(request, request.params.id);
  },
  async compareAuthors(request) {
    const { caller, region } = authorised(request);
    requireContacts(caller);
    const { app, params, body } = request;
    const { one, other } = await bothAuthors(request, params.id, body.other);
    const ids = [one.appealId!, other.appealId!];
    const found = await readAuthorFacts(app.pool, region.code, ids);
    await noteReadings(app.pool, region.code, caller.login, ids, app.clock.now());
    const { municipalities, taxonomy } = region.registry();
    const [left, right] = ids.map((id) => {
      const { appealId: _, ...facts } = found.find((row) => row.appealId === id)!;
      return {
        ...facts,
        municipality:
          facts.municipality && (municipalities.get(facts.municipality)?.name ?? facts.municipality),
        topic: facts.topic && (taxonomy.byCode.get(facts.topic)?.name ?? facts.topic),
      };
    });
    return {
      number: body.other,
      already: await areOne(request, one, other),
      rows: compareContacts(left!, right!),
    };
  },
  async linkAuthors(request) {
    const { caller, region } = authorised(request);
    const { app, params, body } = request;
    const { one, other } = await bothAuthors(request, params.id, body.other);
    if (await areOne(request, one, other))
      throw new HttpProblem(409, 'Это уже один автор', 'Оба дела видны в «Других обращениях автора».');
    await transaction(app.pool, (client) =>
      joinIdentities(client, region.code, {
        one,
        other,
        proof: 'operator',
        reason: body.reason,
        login: caller.login,
        now: app.clock.now(),
      }),
    );
    app.signal.wake();
    return authorOf(request, params.id);
  },
  async unlinkAuthors(request) {
    const { caller, region } = authorised(request);
    const { app, params, body } = request;
    await readableCase(request, params.id);
    const { links } = await authorOf(request, params.id);
    const known = links.some((link) => link.id === params.link);
    const ended =
      known &&
      (await transaction(app.pool, (client) =>
        endLink(client, region.code, params.link, {
          now: app.clock.now(),
          login: caller.login,
          reason: body.reason,
        }),
      ));
    if (!ended) throw notFound('Такой связи нет, она уже снята или дело не в вашем ведении.');
    app.signal.wake();
    return authorOf(request, params.id);
  },
  async askIdentityCode(request) {
    const { asker, code, secret } = await askerOf(request);
    const { app, body } = request;
    try {
      await transaction(app.pool, (client) =>
        askCode(client, code, { asker, number: body.number, secret, now: app.clock.now() }),
      );
    } catch (error) {
      if (!(error instanceof TooManyCodes)) throw error;
      throw new HttpProblem(429, 'Слишком много кодов', 'Попробуйте снова через час.', {
        headers: { 'retry-after': '3600' },
      });
    }
    app.signal.wake();
    return { minutes: CODE_MINUTES, triesMax: CODE_TRIES_MAX };
  },
  async confirmIdentity(request) {
    const { asker, code, secret } = await askerOf(request);
    const { app, body } = request;
    // A wrong try is committed before it is refused: it counts.
    const linked = await transaction(app.pool, (client) =>
      confirmCode(client, code, { asker, code: body.code, secret, now: app.clock.now() }),
    );
    if (!linked)
      throw new HttpProblem(
        422,
        'Код не подошёл',
        'Проверьте цифры. Если прошло больше десяти минут или попыток было пять, запросите новый код.',
      );
    app.signal.wake();
    return { linked: true } as const;
  },
};

/** Both cases must be the caller's to see. @throws HttpProblem 404, 422 for the same case */
async function bothAuthors(
  request: Request<'compareAuthors' | 'linkAuthors'>,
  appealId: string,
  number: string,
): Promise<{ one: Identity; other: Identity }> {
  const { region } = authorised(request);
  await readableCase(request, appealId);
  const found = await findIdentity(request.app.pool, region.code, { number });
  if (!found) throw notFound('Такого дела нет или оно не в вашем ведении. Проверьте номер.');
  await readableCase(request, found.appealId!);
  if (found.appealId === appealId)
    throw new HttpProblem(422, 'Это то же самое дело', 'Введите номер другого дела.');
  return { one: (await findIdentity(request.app.pool, region.code, { appealId }))!, other: found };
}

async function areOne(
  request: Request<'compareAuthors' | 'linkAuthors'>,
  one: Identity,
  other: Identity,
): Promise<boolean> {
  const { region } = authorised(request);
  const keys = await readLinkedKeys(request.app.pool, region.code, keysOfCase(one));
  return keysOfCase(other).some((key) => keys.includes(key));
}

/** Who asks by a follow link. */
async function askerOf(request: Request<'askIdentityCode' | 'confirmIdentity'>) {
  const { registry, appealId } = residentAct(request.app, request.params.token);
  const asker = await findBearer(request.app.pool, registry.code, appealId);
  if (!asker) throw notFound('Такого обращения больше нет.');
  return { asker, code: registry.code, secret: request.app.region(registry.code).secret };
}

/** The author's other cases within the caller's sight, and the bonds both of whose sides the caller sees. */
async function authorOf<N extends EndpointName>(request: Request<N>, appealId: string): Promise<AuthorCases> {
  const { region, scope } = authorised(request);
  const { app } = request;
  const person = await otherCasesOfAuthor(app.pool, region, appealId);
  const context = caseContext(region, scope, app.clock.now());
  const [seen, links] = await Promise.all([
    readAuthoredCases(app.pool, person, context),
    readLinks(app.pool, region.code, person.keys),
  ]);
  return {
    rows: seen.slice(0, SHOWN_MAX).map(({ row }) => row),
    links: links.flatMap((link) => {
      const sides = [
        { id: link.oneAppeal, key: link.oneKey },
        { id: link.otherAppeal, key: link.otherKey },
      ];
      const hidden = sides.some(({ id }) => id && id !== appealId && !seen.some(({ row }) => row.id === id));
      const across = sides.find(({ id }) => id === appealId) === sides[0] ? sides[1]! : sides[0]!;
      const other = across.id === appealId ? undefined : caseOf(across, seen);
      if (hidden || !other) return [];
      return [
        {
          id: link.linkId,
          proof: link.proof,
          at: link.at.toISOString(),
          by: link.by,
          reason: link.reason,
          other: { id: other.id, number: other.number, channel: other.channel },
        },
      ];
    }),
  };
}

/** The case of that side; a chat that had brought none when it was linked is shown by its newest. */
function caseOf(side: { id: string | null; key: string }, seen: readonly AuthoredCase[]) {
  return seen.find(({ row, key }) => (side.id ? row.id === side.id : key === side.key))?.row;
}
