import { PIXEL, type ProviderPeer, startPeer } from './provider-peer.ts';
import { readForm } from './read-form.ts';

export interface Comment {
  method: string;
  params: Record<string, string>;
}

/** api.vk.com as far as a community's answers need it, and a media host under /photo. Marks repeat: VK keeps one comment for a guid. */
export async function startVkPeer(): Promise<
  ProviderPeer & { sent: Comment[]; pictures: Buffer[]; refusePictures: boolean }
> {
  const sent: Comment[] = [];
  const marks = new Map<string, number>();
  const handed: Buffer[] = [];
  const pictures: Buffer[] = [];
  const peer = await startPeer(({ path, body, headers }) => {
    if (path.startsWith('/photo')) return { body: PIXEL, headers: { 'content-type': 'image/png' } };
    if (path.startsWith('/lost')) return { status: 404, body: {} };
    if (path === '/upload') {
      const photo = readForm(body, headers['content-type']).files.photo!;
      if (self.refusePictures) return { body: { server: 1, photo: '[]', hash: 'h' } };
      handed.push(photo.content);
      return { body: { server: 1, photo: `[${handed.length}]`, hash: 'h' } };
    }
    const method = path.replace('/method/', '');
    const params = Object.fromEntries(new URLSearchParams(body.toString()));
    // Only a person may hand pictures over for a wall: a community's key is refused.
    const person = /^photos\.(getWallUploadServer|saveWallPhoto)$/.test(method);
    if (person && params.access_token === 'vk-token') return VK_ERROR(27);
    if (params.access_token !== (person ? 'vk-editor' : 'vk-token'))
      return { body: { error: { error_code: 5, error_msg: 'User authorization failed' } } };
    if (method === 'groups.getById')
      return { body: { response: { groups: [{ id: 1, name: 'Администрация' }] } } };
    if (method.endsWith('UploadServer'))
      return { body: { response: { upload_url: `${self.base}/upload`, album_id: 1, user_id: 5 } } };
    if (method === 'photos.saveWallPhoto' || method === 'photos.saveMessagesPhoto')
      return {
        body: { response: [{ id: JSON.parse(params.photo!)[0], owner_id: 5, access_key: 'k' }] },
      };
    const mark = params.guid ?? params.random_id ?? '';
    const known = marks.get(mark);
    const id = known ?? 9000 + marks.size;
    if (known === undefined) {
      marks.set(mark, id);
      sent.push({ method, params });
      for (const [, number] of (params.attachments ?? params.attachment ?? '').matchAll(/photo5_(\d+)_k/g))
        pictures.push(handed[Number(number) - 1]!);
    }
    return { body: { response: method === 'messages.send' ? id : { comment_id: id } } };
  });
  const self = Object.assign(peer, { sent, pictures, refusePictures: false });
  return self;
}

export const VK_ERROR = (code: number) => ({
  body: { error: { error_code: code, error_msg: `error ${code}` } },
});
