import type { Clock } from '../../platform/clock.ts';
import type { ChannelAdapter } from '../adapter.ts';
import { createCalls } from './calls.ts';
import { email } from './email.ts';
import { max } from './max.ts';
import { ok } from './ok.ts';
import { createOpen311 } from './open311.ts';
import { createPush, type PushDesk } from './push.ts';
import { telegram } from './telegram.ts';
import { vk } from './vk/vk.ts';
import { createWebhook } from './webhook.ts';

export type Adapters = ReadonlyMap<string, ChannelAdapter>;

/** Every channel we can speak with. A new one: a file here, a line below, and a row in the contract suite. */
export function createAdapters(clock: Clock, pushDesk: PushDesk): Adapters {
  const all = [
    vk,
    telegram,
    max,
    ok,
    email,
    createWebhook(() => clock.now()),
    createCalls('hotline'),
    createCalls('call122'),
    createOpen311(() => clock.now()),
    createPush(() => clock.now(), pushDesk),
  ];
  return new Map(all.map((adapter) => [adapter.channel, adapter]));
}
