import { Readable } from 'node:stream';
import type pg from 'pg';
import { may } from '../../../contract/access.ts';
import { noteReadings } from '../../access/index.ts';
import {
  createCampaign,
  exportCases,
  exportFormat,
  indicatorsFile,
  listCampaigns,
  readIndicators,
  summariseCampaign,
} from '../../exchange/index.ts';
import { HttpProblem, notFound } from '../../platform/http/problem.ts';
import { dayOf } from '../../registry/region-day.ts';
import { loadRegion, type RegionRegistry, registryVersion } from '../../registry/store/index.ts';
import { exportContext, selectForExport } from '../export-selection.ts';
import type { RegionRuntime } from '../region-runtime.ts';
import { authorised, type Handlers } from './handler.ts';

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export const exchangeHandlers: Handlers<'exportCases' | 'campaigns' | 'createCampaign' | 'campaign'> = {
  async exportCases(request) {
    const { caller, region, scope } = authorised(request);
    const { app, query } = request;
    const now = app.clock.now();
    const format = exportFormat(query.as, query.format);
    if (!format)
      throw new HttpProblem(
        422,
        'Такого вида файла нет',
        `Профиль «${query.as}» пишет другой вид: уберите format или смените профиль.`,
      );
    if (query.as === 'sstu' && !may(caller, 'personal_data.read'))
      throw new HttpProblem(
        403,
        'В этом файле персональные данные',
        'Попросите того, кто вправе их видеть, или выгрузите другой профиль.',
      );
    if (query.as === 'sstu' && !query.department)
      throw new HttpProblem(422, 'Не указан орган в ССТУ', 'Добавьте department: GUID вашего органа в ССТУ.');
    const registry = await freshRegistry(app.pool, region);
    const chosen =
      query.as === 'indicators' ? { ...query, pilot: query.pilot ?? ('without' as const) } : query;
    const selection = await selectForExport(app.pool, chosen, registry, scope, now);
    const name = `otklik-${query.as}-${region.code}-${dayOf(now, registry.file.timeZone)}.${format}`;
    const stream =
      query.as === 'indicators'
        ? Readable.from([
            indicatorsFile(
              await readIndicators(app.pool, selection, registry, now),
              registry,
              format === 'csv' ? 'csv' : 'json',
              now,
            ),
          ])
        : await exportCases(app.pool, selection, {
            profile: query.as,
            format,
            context: await exportContext(app.pool, registry, now, query.department),
            onContacts: (ids) => noteReadings(app.pool, region.code, caller.login, ids, now),
          });
    // A stream that fails breaks the connection: half a file never looks like a whole one.
    return request.reply
      .header('content-type', TYPES[format])
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('cache-control', 'no-store')
      .send(stream);
  },
  async campaigns(request) {
    const { region, scope } = authorised(request);
    const today = dayOf(request.app.clock.now(), region.registry().file.timeZone);
    return { rows: await listCampaigns(request.app.pool, region.code, scope, today) };
  },
  async createCampaign(request) {
    const { region } = authorised(request);
    const { body, app } = request;
    if (body.to < body.from)
      throw new HttpProblem(422, 'Проверьте дни', 'Последний день раньше первого.', {
        errors: { to: 'Раньше первого дня' },
      });
    const now = app.clock.now();
    return createCampaign(app.pool, region.code, body, now, dayOf(now, region.registry().file.timeZone));
  },
  async campaign(request) {
    const { region, scope } = authorised(request);
    const now = request.app.clock.now();
    const today = dayOf(now, region.registry().file.timeZone);
    const { id } = request.params;
    const found = await summariseCampaign(request.app.pool, region.code, id, scope, now, today);
    if (!found) throw notFound('Такой кампании нет. Откройте список кампаний.');
    return found;
  },
};

/** Names that an import has just added are in the file too: the registry in memory may be two seconds behind. */
async function freshRegistry(pool: pg.Pool, region: RegionRuntime): Promise<RegionRegistry> {
  const known = region.registry();
  return (await registryVersion(pool, region.code)) === known.version ? known : loadRegion(pool, region.code);
}
