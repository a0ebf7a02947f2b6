import { z } from 'zod';
import {
  ChannelAddress,
  ChannelBoard,
  CheckedChannel,
  LetterQuery,
  Letters,
  Pilot,
  Replayed,
  ReplayLetters,
  SaveChannel,
} from '../channels.ts';
import type { Endpoint } from './endpoint.ts';

const HOOK_BYTES_MAX = 1_000_000;
const HookAddress = z.object({
  channel: z.string().max(20),
  region: z.string().max(20),
  account: z.string().max(40),
});

export const channelsEndpoints = {
  hook: {
    method: 'POST',
    path: '/hooks/:channel/:region/:account',
    permission: 'public',
    summary: 'Сюда площадки приносят сообщения (подпись или секрет — у каждой свои)',
    params: HookAddress,
    bytesMax: HOOK_BYTES_MAX,
    raw: true,
  },
  secretHook: {
    method: 'POST',
    path: '/hooks/:channel/:region/:account/:segment',
    permission: 'public',
    summary: 'То же для площадок, которые ничего не подписывают: секрет — конец адреса',
    params: HookAddress.extend({ segment: z.string().max(200) }),
    bytesMax: HOOK_BYTES_MAX,
    raw: true,
  },
  channels: {
    method: 'GET',
    path: '/api/channels',
    permission: 'channels.manage',
    summary: 'Каналы: объём, задержка, сбои',
    output: ChannelBoard,
  },
  letters: {
    method: 'GET',
    path: '/api/channels/letters',
    permission: 'channels.manage',
    summary: 'Что не разобрано и что не ушло',
    query: LetterQuery,
    output: Letters,
  },
  replayLetters: {
    method: 'POST',
    path: '/api/channels/letters/replay',
    permission: 'channels.manage',
    summary: 'Разобрать или отправить ещё раз',
    body: ReplayLetters,
    output: Replayed,
  },
  setPilot: {
    method: 'PUT',
    path: '/api/channels/pilot',
    permission: 'channels.manage',
    summary: 'Пробный режим: ничего не уходит наружу',
    body: Pilot,
    output: Pilot,
  },
  saveChannel: {
    method: 'PUT',
    path: '/api/channels/:channel/:account',
    permission: 'channels.manage',
    summary: 'Завести или изменить подключение',
    params: ChannelAddress,
    body: SaveChannel,
    status: 204,
  },
  checkChannel: {
    method: 'POST',
    path: '/api/channels/:channel/:account/check',
    permission: 'channels.manage',
    summary: 'Проверить связь с площадкой',
    params: ChannelAddress,
    output: CheckedChannel,
  },
} as const satisfies Record<string, Endpoint>;
