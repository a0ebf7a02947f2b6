import { type Account, SendFailed } from '../adapter.ts';
import { textSetting } from '../adapters/read-json.ts';
import type { ProviderAnswer, ProviderClient } from '../provider-client.ts';
import { errorsOf, type Open311Row, rowsOf } from './read-answer.ts';

/**
 * Settings: `base` (with the version: https://contractor.example/open311/v2), `jurisdiction`, `format` (xml, which every server has,
 * or json), `pollSeconds`. Secret: `apiKey`.
 */
export function formatOf(account: Account): 'xml' | 'json' {
  return textSetting(account, 'format', 'xml') === 'json' ? 'json' : 'xml';
}

/** Where his server is. @throws SendFailed `dead` where the settings do not say: trying again changes nothing */
export function baseOf(account: Account): string {
  const base = textSetting(account, 'base', '');
  if (!base) throw new SendFailed('dead', 'В настройках подрядчика нет адреса его сервера (base).');
  return base;
}

/** «requests/12» with the suffix of the format and the parameters; what is asked of the whole city names its jurisdiction. */
export function pathOf(account: Account, resource: string, query: Record<string, string> = {}): string {
  const jurisdiction = textSetting(account, 'jurisdiction', '');
  const search = new URLSearchParams({
    ...(jurisdiction ? { jurisdiction_id: jurisdiction } : {}),
    ...query,
  }).toString();
  return `${resource}.${formatOf(account)}${search ? `?${search}` : ''}`;
}

/** @throws SendFailed */
export async function askServer(
  account: Account,
  client: ProviderClient,
  item: Parameters<typeof rowsOf>[1],
  resource: string,
  query: Record<string, string> = {},
): Promise<Open311Row[]> {
  const answer = await client.call(baseOf(account), pathOf(account, resource, query), { method: 'GET' });
  return readRows(answer, item);
}

/** @throws SendFailed in the words of the specification: 404 unknown, 403 the key, 400 everything else */
export function readRows(answer: ProviderAnswer, item: Parameters<typeof rowsOf>[1]): Open311Row[] {
  const { status } = answer;
  const said = errorsOf(answer);
  const why = `Подрядчик ответил ${status}${said ? `: ${said}` : ''}.`;
  if (status === 429)
    throw new SendFailed('later', why, {
      retryAfterMs: Number(answer.headers.get('retry-after') ?? 30) * 1000,
      pauses: true,
    });
  if (status === 401 || status === 403)
    throw new SendFailed('dead', `${why} Проверьте ключ (api_key) в настройках подключения.`);
  if (status >= 400 && status < 500 && status !== 408) throw new SendFailed('dead', why);
  if (status < 200 || status >= 300) throw new SendFailed('later', why);
  const rows = rowsOf(answer, item);
  if (!rows) throw new SendFailed('later', 'Подрядчик ответил не по Open311: ответ не разбирается.');
  return rows;
}
