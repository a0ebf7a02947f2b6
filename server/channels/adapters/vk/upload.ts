import { type OutgoingFile, SendFailed } from '../../adapter.ts';
import type { ProviderAnswer } from '../../provider-client.ts';
import { fileForm } from '../file-form.ts';

export const UPLOAD_HOSTS = ['*.vk.com', '*.vk.ru', '*.userapi.com', '*.vkuserphoto.ru'];
/** A comment shows no more than so many; `commentPicturesMax` in the settings changes it. */
export const COMMENT_PICTURES_MAX = 2;

type Place = { kind: 'message'; peer: string } | { kind: 'wall'; group: string };
type Call = (
  method: string,
  params: Record<string, string>,
  secret: 'token' | 'userToken',
) => Promise<unknown>;

/**
 * Three steps for each picture: ask where to, hand it over, save it. Source: VKCOM/vk-api-schema 5.199, photos.
 *
 * @returns what `attachments` of the message is given: «photo-1_2_key,…»
 * @throws SendFailed
 */
export async function uploadToVk(
  files: readonly OutgoingFile[],
  place: Place,
  call: Call,
  upload: (url: string, form: FormData) => Promise<ProviderAnswer>,
  commentPicturesMax: number,
): Promise<string> {
  const message = place.kind === 'message';
  const taken = message ? files : files.slice(0, commentPicturesMax);
  const secret = message ? 'token' : 'userToken';
  const where: Record<string, string> = message ? { peer_id: place.peer } : { group_id: place.group };
  const names: string[] = [];
  for (const file of taken) {
    const server = (await call(
      message ? 'photos.getMessagesUploadServer' : 'photos.getWallUploadServer',
      where,
      secret,
    )) as { upload_url?: string };
    const answer = await upload(server.upload_url ?? '', fileForm([['photo', file]]));
    const handed = (answer.json ?? {}) as { server?: number; photo?: string; hash?: string };
    if (!handed.photo || handed.photo === '[]')
      throw new SendFailed(
        answer.status >= 500 ? 'later' : 'dead',
        `VK не принял картинку (${answer.status}).`,
      );
    const saved = (await call(
      message ? 'photos.saveMessagesPhoto' : 'photos.saveWallPhoto',
      {
        ...(message ? {} : where),
        server: String(handed.server),
        photo: handed.photo,
        hash: String(handed.hash),
      },
      secret,
    )) as { id: number; owner_id: number; access_key?: string }[];
    for (const { id, owner_id: owner, access_key: key } of saved)
      names.push(`photo${owner}_${id}${key ? `_${key}` : ''}`);
  }
  return names.join(',');
}
