import { z } from 'zod';
import { Campaign, CampaignSummary, ExportQuery, NewCampaign } from '../exchange.ts';
import { byId, type Endpoint } from './endpoint.ts';

export const exchangeEndpoints = {
  exportCases: {
    method: 'GET',
    path: '/api/export',
    permission: 'exports.make',
    summary: 'Выгрузка списка файлом: otklik, incident, sstu, president, indicators',
    query: ExportQuery,
    raw: true,
  },
  campaigns: {
    method: 'GET',
    path: '/api/campaigns',
    permission: 'appeals.read',
    summary: 'Прямые линии и другие кампании',
    output: z.object({ rows: z.array(Campaign) }),
  },
  createCampaign: {
    method: 'POST',
    path: '/api/campaigns',
    permission: 'exports.make',
    summary: 'Объявить кампанию',
    body: NewCampaign,
    output: Campaign,
    status: 201,
  },
  campaign: {
    method: 'GET',
    path: '/api/campaigns/:id',
    permission: 'appeals.read',
    summary: 'Итог кампании',
    params: byId,
    output: CampaignSummary,
  },
} as const satisfies Record<string, Endpoint>;
