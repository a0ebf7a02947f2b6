import {
  CallerHistory,
  CallerQuery,
  OnBehalfPreview,
  PreviewOnBehalf,
  RegisteredOnBehalf,
  RegisterOnBehalf,
} from '../reception.ts';
import type { Endpoint } from './endpoint.ts';

export const receptionEndpoints = {
  registerOnBehalf: {
    method: 'POST',
    path: '/api/appeals/on-behalf',
    permission: 'appeals.register_on_behalf',
    summary: 'Записать обращение со слов жителя: звонок, МФЦ, личный приём, письмо',
    body: RegisterOnBehalf,
    output: RegisteredOnBehalf,
    status: 201,
  },
  previewOnBehalf: {
    method: 'POST',
    path: '/api/appeals/on-behalf/preview',
    permission: 'appeals.register_on_behalf',
    summary: '«Скажите заявителю»: тема, орган, срок, похожие открытые дела; ничего не записывает',
    body: PreviewOnBehalf,
    output: OnBehalfPreview,
  },
  callerHistory: {
    method: 'POST',
    path: '/api/callers',
    permission: 'appeals.register_on_behalf',
    summary: 'Прежние обращения с этого телефона; чтение записывается в журнал',
    body: CallerQuery,
    output: CallerHistory,
  },
} as const satisfies Record<string, Endpoint>;
