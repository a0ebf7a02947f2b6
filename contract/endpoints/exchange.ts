import { z } from 'zod';
import { FiledAppeal } from '../appeals.ts';
import { ActedCase } from '../casework.ts';
import { Campaign, CampaignSummary, CasePackage, CaseResult, ExportQuery, NewCampaign } from '../exchange.ts';
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
  packCase: {
    method: 'POST',
    path: '/api/appeals/:id/package',
    permission: 'cases.act',
    summary: 'Переданное дело пакетом для другого региона: история и отпечатки файлов',
    params: byId,
    output: CasePackage,
  },
  takePackage: {
    method: 'POST',
    path: '/api/transfers',
    permission: 'appeals.register_on_behalf',
    summary: 'Принять дело из другого региона; повтор ничего не удваивает',
    body: CasePackage,
    output: FiledAppeal,
    status: 201,
  },
  caseResult: {
    method: 'GET',
    path: '/api/appeals/:id/result',
    permission: 'cases.act',
    summary: 'Ответ по принятому из другого региона делу, файлом обратно',
    params: byId,
    output: CaseResult,
  },
  takeCaseResult: {
    method: 'POST',
    path: '/api/transfers/result',
    permission: 'cases.act',
    summary: 'Записать ответ другого региона по переданному ему делу',
    body: CaseResult,
    output: ActedCase,
  },
} as const satisfies Record<string, Endpoint>;
