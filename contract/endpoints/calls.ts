import {
  CallBack,
  CallBackQuery,
  CallBacks,
  CallSummary,
  CallSummaryQuery,
  ImportCallsQuery,
  ImportedCalls,
  SettleCallBack,
} from '../calls.ts';
import { byId, type Endpoint } from './endpoint.ts';

export const callsEndpoints = {
  callBacks: {
    method: 'GET',
    path: '/api/call-backs',
    permission: 'calls.read',
    summary: '«Перезвонить»: звонки, на которые не ответили; номера скрыты без права на контакты',
    query: CallBackQuery,
    output: CallBacks,
  },
  takeCallBack: {
    method: 'POST',
    path: '/api/call-backs/:id/take',
    permission: 'appeals.register_on_behalf',
    summary: 'Взять себе: перезвоню я',
    params: byId,
    output: CallBack,
  },
  settleCallBack: {
    method: 'POST',
    path: '/api/call-backs/:id/result',
    permission: 'appeals.register_on_behalf',
    summary: 'Чем кончился обратный звонок',
    params: byId,
    body: SettleCallBack,
    output: CallBack,
  },
  callSummary: {
    method: 'GET',
    path: '/api/calls/summary',
    permission: 'calls.read',
    summary: 'Звонки за дни: отвеченные, ожидание, потерянные, повторные, цели',
    query: CallSummaryQuery,
    output: CallSummary,
  },
  importCalls: {
    method: 'POST',
    path: '/api/calls/import',
    permission: 'channels.manage',
    summary: 'Журнал звонков АТС (CSV, multipart, поле file); с dry ничего не записывает',
    query: ImportCallsQuery,
    output: ImportedCalls,
  },
} as const satisfies Record<string, Endpoint>;
