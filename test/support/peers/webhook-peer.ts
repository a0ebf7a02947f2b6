import { type ProviderPeer, startPeer } from './provider-peer.ts';

/** Somebody else's system that takes our signed answers. */
export async function startWebhookPeer(): Promise<
  ProviderPeer & { sent: { headers: Record<string, unknown>; raw: string; text: string; thread: string }[] }
> {
  const sent: { headers: Record<string, unknown>; raw: string; text: string; thread: string }[] = [];
  const peer = await startPeer(({ headers, body }) => {
    sent.push({ headers, raw: body.toString(), ...JSON.parse(body.toString()) });
    return { status: 202, body: {} };
  });
  return Object.assign(peer, { sent });
}
