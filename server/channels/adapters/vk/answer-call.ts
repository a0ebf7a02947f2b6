import { createHash } from 'node:crypto';
import { type Account, type OutgoingPart, SendFailed } from '../../adapter.ts';
import { groupOf, PLACES, type Place } from './places.ts';

/**
 * How this part is said: by a comment in the same branch; by a direct message in a dialog, or when the answer holds personal data
 * (`options.private`).
 *
 * @throws SendFailed for a recipient that is no place of VK
 */
export function answerCall(
  { outgoingId, part, text, recipient, replyTo, threadKey, options }: OutgoingPart,
  account: Account,
): { method: string; params: Record<string, string> } {
  // VK refuses a second message with the same mark, so a repeated try cannot be read twice.
  const mark = createHash('sha256').update(`${outgoingId}:${part}`).digest();
  const author = /_(-?\d+)$/.exec(threadKey)?.[1];
  if (recipient.startsWith('peer') || (options.private === true && author)) {
    const peer = recipient.startsWith('peer') ? recipient.slice(4) : author!;
    return {
      method: 'messages.send',
      params: { peer_id: peer, random_id: String(mark.readInt32BE(0)), message: text },
    };
  }
  const [, place, owner, number] = /^(wall|board|photo|video|market)(-?\d+)_(\d+)$/.exec(recipient) ?? [];
  if (!place) throw new SendFailed('dead', `Непонятный адресат «${recipient}».`);
  const { create, number: numberName } = PLACES[place as Place];
  const comment = /_r(\d+)$/.exec(replyTo ?? '')?.[1];
  return {
    method: create,
    params: {
      ...(place === 'board' ? { group_id: String(groupOf(account)) } : { owner_id: owner! }),
      [numberName]: number!,
      message: text,
      guid: mark.toString('hex', 0, 16),
      ...(place === 'wall' || place === 'board'
        ? { from_group: place === 'wall' ? String(groupOf(account)) : '1' }
        : {}),
      ...(comment && place !== 'board' ? { reply_to_comment: comment } : {}),
    },
  };
}
