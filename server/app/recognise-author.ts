import type pg from 'pg';
import { findByFollowToken } from '../casework/index.ts';
import type { ChannelsContext, Recognition } from '../channels/index.ts';
import {
  askCode,
  awaitsCode,
  CODE_MINUTES,
  confirmCode,
  findBearer,
  joinIdentities,
  proofInMessage,
  TooManyCodes,
} from '../identities/index.ts';
import type { Clock } from '../platform/clock.ts';

const WRONG = 'Код не подошёл, или его срок прошёл. Запросите новый: «связать» и номер обращения.';
const LINKED = 'Готово: сотрудник увидит ваши обращения рядом, откуда бы вы ни писали.';

/** What a private message of a channel proves of its author; the channels know no more than that it may. */
export function recogniseAuthor(
  pool: pg.Pool,
  clock: Clock,
  region: { code: string; secret: string },
): ChannelsContext['recognise'] {
  return async ({ authorKey, channel, text }): Promise<Recognition | null> => {
    const proof = proofInMessage(text);
    if (!proof) return null;
    const { code: regionId, secret } = region;
    const now = clock.now();
    const asker = { key: authorKey, appealId: null, channel };
    if (proof.kind === 'ask')
      return {
        alone: true,
        async apply(client) {
          try {
            await askCode(client, regionId, { asker, number: proof.number, secret, now });
          } catch (error) {
            if (!(error instanceof TooManyCodes)) throw error;
            return 'Вы запросили слишком много кодов. Попробуйте через час.';
          }
          return `Если у обращения ${proof.number} есть почта или переписка с вами, код отправлен туда. Пришлите его сюда в течение ${CODE_MINUTES} минут.`;
        },
      };
    if (proof.kind === 'code') {
      // Six digits nobody waits for are an index or a meter reading.
      if (!(await awaitsCode(pool, regionId, authorKey, now))) return null;
      return {
        alone: true,
        apply: async (client) =>
          (await confirmCode(client, regionId, { asker, code: proof.code, secret, now })) ? LINKED : WRONG,
      };
    }
    const found = findByFollowToken((code) => (code === regionId ? secret : undefined), proof.token);
    if (!found) return null;
    return {
      alone: proof.alone,
      rest: proof.rest,
      async apply(client) {
        const other = await findBearer(client, regionId, found.appealId);
        if (other)
          await joinIdentities(client, regionId, {
            one: asker,
            other,
            proof: 'follow_link',
            reason: null,
            login: null,
            now,
          });
        return LINKED;
      },
    };
  };
}
