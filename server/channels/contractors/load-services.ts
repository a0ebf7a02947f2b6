import type { ServiceAttribute } from '../../../contract/contractors.ts';
import { transaction } from '../../platform/database/index.ts';
import type { Account } from '../adapter.ts';
import type { ChannelsContext } from '../channels-context.ts';
import { askServer } from './ask-server.ts';
import { inner, type Open311Row, textOf } from './read-answer.ts';

const SERVICES_MAX = 1000;
/** Definitions are asked for one by one: a contractor with more services that need them is read in several goes. */
const DEFINITIONS_MAX = 200;

/**
 * Reads what a contractor offers, with what each service asks for. Topics set before stay; a service that is not named any more is
 * marked as gone.
 *
 * @returns how many services there are
 * @throws SendFailed when the server cannot be read
 */
export async function loadServices(
  { pool, client, clock, regionId }: Pick<ChannelsContext, 'pool' | 'client' | 'clock' | 'regionId'>,
  account: Account,
): Promise<number> {
  const rows = (await askServer(account, client, 'service', 'services')).slice(0, SERVICES_MAX);
  const services: { row: Open311Row; code: string; attributes: ServiceAttribute[] }[] = [];
  let asked = 0;
  for (const row of rows) {
    const code = textOf(row.service_code);
    if (!code) continue;
    let attributes: ServiceAttribute[] = [];
    if ((row.metadata === true || row.metadata === 'true') && asked < DEFINITIONS_MAX) {
      asked += 1;
      const resource = `services/${encodeURIComponent(code)}`;
      const [definition] = await askServer(account, client, 'definition', resource);
      attributes = definition ? attributesOf(definition) : [];
    }
    services.push({ row, code, attributes });
  }
  const now = clock.now();
  await transaction(pool, async (connection) => {
    await connection.query(
      'update contractor_service set gone = true where region_id = $1 and account = $2 and service_code <> all($3)',
      [regionId, account.account, services.map(({ code }) => code)],
    );
    for (const { row, code, attributes } of services)
      await connection.query(
        `insert into contractor_service (region_id, account, service_code, service_name, service_group, attributes, loaded_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (region_id, account, service_code) do update set service_name = excluded.service_name,
           service_group = excluded.service_group, attributes = excluded.attributes, gone = false, loaded_at = excluded.loaded_at`,
        [
          regionId,
          account.account,
          code,
          textOf(row.service_name) ?? code,
          textOf(row.group),
          JSON.stringify(attributes),
          now,
        ],
      );
  });
  return services.length;
}

/** What has to be filled in; fields that only show something (variable = false) ask for nothing. */
function attributesOf(definition: Open311Row): ServiceAttribute[] {
  return inner(definition, 'attributes', 'attribute')
    .filter((row) => String(row.variable) !== 'false' && textOf(row.code) !== null)
    .slice(0, 50)
    .map((row) => ({
      code: textOf(row.code)!,
      datatype: textOf(row.datatype) ?? 'string',
      required: String(row.required) === 'true',
      description: textOf(row.description) ?? textOf(row.code)!,
      values: inner(row, 'values', 'value')
        .slice(0, 500)
        .map((value) => ({
          key: textOf(value.key) ?? textOf(value.name) ?? '',
          name: textOf(value.name) ?? textOf(value.key) ?? '',
        })),
    }));
}
