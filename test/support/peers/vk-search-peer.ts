import { type ProviderPeer, startPeer } from './provider-peer.ts';

export interface WallPost {
  id: number;
  owner: number;
  author: number;
  /** Unix seconds. */
  at: number;
  text: string;
}

/** `newsfeed.search` of api.vk.com: posts that hold the question's first word, newest first, pages by `start_from`. */
export async function startVkSearchPeer(pageMax = 200): Promise<ProviderPeer & { posts: WallPost[] }> {
  const posts: WallPost[] = [];
  const peer = await startPeer(({ path, body }) => {
    const params = Object.fromEntries(new URLSearchParams(body.toString()));
    if (path !== '/method/newsfeed.search') return { status: 404, body: {} };
    if (params.access_token !== 'service-token')
      return { body: { error: { error_code: 5, error_msg: 'User authorization failed' } } };
    if (Number(params.count) > 200) return { body: { error: { error_code: 100, error_msg: 'count' } } };
    const word = params.q!.split(' ')[0]!.toLowerCase();
    const found = posts
      .filter((post) => post.at >= Number(params.start_time) && post.text.toLowerCase().includes(word))
      .sort((a, b) => b.at - a.at);
    const from = Number(params.start_from ?? 0);
    const page = found.slice(from, from + Math.min(pageMax, Number(params.count)));
    const next = from + page.length;
    return {
      body: {
        response: {
          items: page.map((post) => ({
            id: post.id,
            owner_id: post.owner,
            from_id: post.author,
            date: post.at,
            text: post.text,
            post_type: 'post',
          })),
          ...(next < found.length ? { next_from: String(next) } : {}),
          total_count: found.length,
        },
      },
    };
  });
  return Object.assign(peer, { posts });
}
