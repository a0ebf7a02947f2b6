import { z } from 'zod';
import {
  AddDelegation,
  AddSecondment,
  ColleagueNamed,
  Delegation,
  Delegations,
  People,
  SavePerson,
  Secondment,
  TemporaryGroup,
} from '../people.ts';
import { byId, type Endpoint } from './endpoint.ts';

const byLogin = z.object({ login: z.string().max(100) });

export const peopleEndpoints = {
  people: {
    method: 'GET',
    path: '/api/people',
    permission: 'people.manage',
    summary: 'Сотрудники, прикомандирования, делегирования, временные группы',
    output: People,
  },
  savePerson: {
    method: 'PUT',
    path: '/api/people/:login',
    permission: 'people.manage',
    summary: 'Завести сотрудника или изменить роль и границы',
    params: byLogin,
    body: SavePerson,
    status: 204,
  },
  second: {
    method: 'POST',
    path: '/api/secondments',
    permission: 'people.manage',
    summary: 'Прикомандировать к блоку центра',
    body: AddSecondment,
    output: Secondment,
    status: 201,
  },
  endSecondment: {
    method: 'DELETE',
    path: '/api/secondments/:id',
    permission: 'people.manage',
    summary: 'Закончить прикомандирование сегодня',
    params: byId,
    status: 204,
  },
  colleagueNames: {
    method: 'GET',
    path: '/api/colleagues',
    permission: 'cases.act',
    summary: 'Кого можно упомянуть в заметке: свой орган, вышестоящие и подведомственные, центр',
    query: z.object({ q: z.string().trim().max(100).default('') }),
    output: z.object({ rows: z.array(ColleagueNamed) }),
  },
  delegations: {
    method: 'GET',
    path: '/api/delegations',
    permission: 'delegations.grant',
    summary: 'Кто в центре отвечает от имени органа и кому это можно разрешить',
    output: Delegations,
  },
  delegate: {
    method: 'POST',
    path: '/api/delegations',
    permission: 'delegations.grant',
    summary: 'Разрешить сотруднику центра отвечать от имени органа',
    body: AddDelegation,
    output: Delegation,
    status: 201,
  },
  endDelegation: {
    method: 'DELETE',
    path: '/api/delegations/:id',
    permission: 'delegations.grant',
    summary: 'Отозвать делегирование',
    params: byId,
    status: 204,
  },
  saveGroup: {
    method: 'PUT',
    path: '/api/groups',
    permission: 'people.manage',
    summary: 'Временная группа: роль и последний день для всех',
    body: TemporaryGroup,
    status: 204,
  },
} as const satisfies Record<string, Endpoint>;
