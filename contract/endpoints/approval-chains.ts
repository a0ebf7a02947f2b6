import { z } from 'zod';
import { ApprovalChains, ChainPreview, ChainPreviewQuery, SaveChain } from '../approval-chains.ts';
import { byId, type Endpoint } from './endpoint.ts';

export const approvalChainsEndpoints = {
  chains: {
    method: 'GET',
    path: '/api/chains',
    permission: 'cases.act',
    summary: 'Цепочки согласования: для каких ответов, какие шаги и сроки',
    output: ApprovalChains,
  },
  previewChain: {
    method: 'GET',
    path: '/api/chains/preview',
    permission: 'cases.act',
    summary: 'Кто согласует ответ по этому делу',
    query: ChainPreviewQuery,
    output: ChainPreview,
  },
  addChain: {
    method: 'POST',
    path: '/api/chains',
    permission: 'chains.change',
    summary: 'Добавить цепочку согласования',
    body: SaveChain,
    output: z.object({ id: z.string() }),
    status: 201,
  },
  changeChain: {
    method: 'PUT',
    path: '/api/chains/:id',
    permission: 'chains.change',
    summary: 'Изменить или выключить цепочку; начатые согласования идут по-прежнему',
    params: byId,
    body: SaveChain,
    status: 204,
  },
} as const satisfies Record<string, Endpoint>;
