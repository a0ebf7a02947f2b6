import { may } from '../../../contract/access.ts';
import { admitsCase, hatsOf } from '../../access/index.ts';
import { countAppeals, type ListQuery, listAppeals, planSearch, readCard } from '../../casework/index.ts';
import { countMatching } from '../../insight/heat-map/index.ts';
import { HttpProblem, notFound } from '../../platform/http/problem.ts';
import { otherCasesOfAuthor } from '../cases-of-author.ts';
import type { RegionRuntime } from '../region-runtime.ts';
import { authorised, type Handlers } from './handler.ts';
import { heatContext } from './insight.ts';

export const caseworkHandlers: Handlers<'appeals' | 'appeal' | 'photo'> = {
  async appeals(request) {
    const { region, scope } = authorised(request);
    const context = caseContext(region, scope, request.app.clock.now());
    const query = request.query as ListQuery;
    const search = query.q ? await planSearch(request.app.pool, region.code, query.q) : null;
    if (query.q && !search)
      return { rows: [], next: null, total: { count: 0, atLeast: false }, searchedFor: null };
    try {
      const [page, total] = await Promise.all([
        listAppeals(request.app.pool, query, search, context),
        countAppeals(request.app.pool, query, search, context),
      ]);
      // Past its bound PostgreSQL only says «at least»; the replica knows the number when no words are searched.
      const exact = total.atLeast && !search && query.sort !== 'due' && !asksOfCases(query);
      if (exact) total.count = await countMatching(query, heatContext(request));
      return {
        ...page,
        total: { ...total, atLeast: total.atLeast && !exact },
        // A spelling that finds nothing in one's own cases could be a word, say a surname, of somebody else's.
        searchedFor: total.count > 0 ? (search?.searchedFor ?? null) : null,
      };
    } catch (error) {
      if (error instanceof RangeError) throw new HttpProblem(400, 'Список не продолжить', error.message);
      throw error;
    }
  },
  async appeal(request) {
    const { caller, region, scope } = authorised(request);
    const card = await readCard(
      request.app.pool,
      request.params.id,
      caseContext(region, scope, request.app.clock.now()),
      {
        login: caller.login,
        acting: (organisation) => hatsOf(caller, organisation, region.registry()),
        sameAuthor: (await otherCasesOfAuthor(request.app.pool, region, request.params.id)).ids,
        seesPersonalData: may(caller, 'personal_data.read'),
        now: request.app.clock.now(),
      },
    );
    if (!card) throw notFound('Такого дела нет или оно не в вашем ведении.');
    return card;
  },
  async photo(request) {
    const { region, scope } = authorised(request);
    const found = await request.app.pool.query(
      `select p.content_type, p.content, a.organisation, a.co_executors as "coExecutors", a.topic, a.municipality
         from photo p join appeal a on a.region_id = p.region_id and a.appeal_id = p.appeal_id
        where p.region_id = $1 and p.photo_id = $2`,
      [region.code, request.params.id],
    );
    const row = found.rows[0];
    if (!row || !admitsCase(scope, row)) throw notFound('Такой фотографии нет или дело не в вашем ведении.');
    return request.reply
      .header('content-type', row.content_type)
      .header('content-disposition', 'inline')
      .header('cache-control', 'private, max-age=3600')
      .send(row.content);
  },
};

/** Does the filter ask what the replica of facts does not hold? */
const asksOfCases = ({ due, assignee, owed, promised, reopened, escalated }: ListQuery) =>
  [due, assignee, owed, promised, reopened, escalated].some((value) => value !== undefined);

/** What queries over cases need to know of a region and a person. */
export function caseContext(region: RegionRuntime, scope: ReturnType<typeof authorised>['scope'], now: Date) {
  const { file, taxonomy, sectorByTopic } = region.registry();
  return { regionId: region.code, timeZone: file.timeZone, scope, taxonomy, sectorByTopic, now };
}
