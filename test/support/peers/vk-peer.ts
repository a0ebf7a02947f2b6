import { PIXEL, type ProviderPeer, startPeer } from './provider-peer.ts';

export interface Comment {
  method: string;
  params: Record<string, string>;
}

/** api.vk.com as far as a community's answers need it, and a media host under /photo. Marks repeat: VK keeps one comment for a guid. */
export async function startVkPeer(): Promise<ProviderPeer & { sent: Comment[] }> {
  const sent: Comment[] = [];
  const marks = new Map<string, number>();
  const peer = await startPeer(({ path, body }) => {
    if (path.startsWith('/photo')) return { body: PIXEL, headers: { 'content-type': 'image/png' } };
    if (path.startsWith('/lost')) return { status: 404, body: {} };
    const method = path.replace('/method/', '');
    const params = Object.fromEntries(new URLSearchParams(body.toString()));
    if (params.access_token !== 'vk-token')
      return { body: { error: { error_code: 5, error_msg: 'User authorization failed' } } };
    if (method === 'groups.getById')
      return { body: { response: { groups: [{ id: 1, name: 'Администрация' }] } } };
    const mark = params.guid ?? params.random_id ?? '';
    const known = marks.get(mark);
    const id = known ?? 9000 + marks.size;
    if (known === undefined) {
      marks.set(mark, id);
      sent.push({ method, params });
    }
    return { body: { response: method === 'messages.send' ? id : { comment_id: id } } };
  });
  return Object.assign(peer, { sent });
}

export const VK_ERROR = (code: number) => ({
  body: { error: { error_code: code, error_msg: `error ${code}` } },
});
