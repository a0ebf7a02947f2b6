import { z } from 'zod';
import { ChannelFigures, ChannelFiguresQuery } from '../channel-figures.ts';
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
  channelFigures: {
    method: 'GET',
    path: '/api/channels/figures',
    permission: 'kpi.read',
    summary: 'Показатели каналов: объём, рост, прогноз, время до ответа и решения',
    query: ChannelFiguresQuery,
    output: ChannelFigures,
  },
  channelWeeks: {
    method: 'GET',
    path: '/api/channels/weeks',
    permission: 'kpi.read',
    summary: 'Недельный отчёт по каналам файлом CSV',
    query: ChannelFiguresQuery,
    raw: true,
  },
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
  sentFile: {
    method: 'GET',
    path: '/files/:region/:id',
    permission: 'public',
    summary: 'Файл, ушедший с ответом, по подписанному адресу с днём окончания',
    params: z.object({ region: z.string().max(20), id: z.uuid() }),
    query: z.object({ until: z.coerce.number().int(), sign: z.string().max(100) }),
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
