import { z } from 'zod';
import { CasePart } from '../case-file.ts';
import { ConfirmPart, Contractor, Contractors, HandOverPart, MapService } from '../contractors.ts';
import { byId, type Endpoint } from './endpoint.ts';

const byAccount = z.object({ account: z.string().max(40) });

export const contractorsEndpoints = {
  contractors: {
    method: 'GET',
    path: '/api/contractors',
    permission: 'cases.act',
    summary: 'Подрядчики, принимающие работу по Open311, их услуги и наши темы',
    output: Contractors,
  },
  loadServices: {
    method: 'POST',
    path: '/api/contractors/:account/services',
    permission: 'channels.manage',
    summary: 'Прочитать услуги подрядчика с его сервера заново',
    params: byAccount,
    output: Contractor,
  },
  mapService: {
    method: 'PUT',
    path: '/api/contractors/:account/services/:service',
    permission: 'channels.manage',
    summary: 'Какие наши темы стоят за услугой подрядчика',
    params: byAccount.extend({ service: z.string().max(200) }),
    body: MapService,
    status: 204,
  },
  handOverPart: {
    method: 'POST',
    path: '/api/parts/:id/contractor',
    permission: 'cases.act',
    summary: 'Передать часть дела подрядчику по Open311; имени и контактов жителя в ней нет',
    params: byId,
    body: HandOverPart,
    output: CasePart,
  },
  confirmPart: {
    method: 'POST',
    path: '/api/parts/:id/confirmation',
    permission: 'cases.act',
    summary: 'Принять сделанное подрядчиком или вернуть с причиной',
    params: byId,
    body: ConfirmPart,
    output: CasePart,
  },
} as const satisfies Record<string, Endpoint>;
