import { type Account, SendFailed } from '../../adapter.ts';
import type { ProviderClient } from '../../provider-client.ts';
import { textSetting } from '../read-json.ts';
import { fateOfVkError } from './errors.ts';

/** Calls a method of the VK API under a key of the account. @returns its `response` @throws SendFailed */
export async function callMethod(
  account: Account,
  client: ProviderClient,
  method: string,
  params: Record<string, string>,
  secret: 'token' | 'userToken' = 'token',
): Promise<unknown> {
  // Without an editor's key VK itself says that the community's is not enough, and the text goes alone.
  const token = account.secret(secret) ?? account.secret('token');
  if (!token) throw new SendFailed('later', 'Нет ключа доступа сообщества: задайте переменную окружения.');
  const answer = await client.call(textSetting(account, 'base', 'https://api.vk.com'), `method/${method}`, {
    method: 'POST',
    body: new URLSearchParams({
      ...params,
      access_token: token,
      v: textSetting(account, 'version', '5.199'),
    }),
  });
  const json = answer.json as {
    response?: unknown;
    error?: { error_code?: number; error_msg?: string };
  } | null;
  if (json?.error) throw fateOfVkError(json.error.error_code ?? 0, json.error.error_msg ?? '');
  if (answer.status !== 200 || json?.response === undefined)
    throw new SendFailed('later', `VK ответил ${answer.status}.`);
  return json.response;
}
