import { z } from 'zod';
import type { Permission } from './access.ts';
import {
  AppealCard,
  AppealList,
  AppealListQuery,
  FileAppeal,
  FiledAppeal,
  FollowedAppeal,
  UploadedPhoto,
} from './appeals.ts';
import { HeatMap, HeatMapQuery, Overview, Timeline, TimelineQuery } from './heat-map.ts';
import {
  Boundaries,
  PlaceQuery,
  PlaceSuggestions,
  PublicRegistry,
  RegionQuery,
  Registry,
} from './registry.ts';
import { Session, SignIn } from './session.ts';
import { DecidedTriage, DecideTriage, PreviewRoute, PreviewRouteQuery, TriageQueue } from './triage.ts';

export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  /** A new endpoint is closed until this is declared; the server refuses to start without it. */
  permission: Permission;
  /** Russian, for the documentation page. */
  summary: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  output?: z.ZodType;
  /** Success status when it is not 200. */
  status?: number;
  /** `stream`: the handler writes the answer itself (files, server-sent events). */
  raw?: boolean;
}

const byId = z.object({ id: z.uuid() });

/** The whole outside of the server in one table. Handlers are looked up by name; a test checks that none is missing. */
export const endpoints = {
  signIn: {
    method: 'POST',
    path: '/api/session',
    permission: 'public',
    summary: 'Войти',
    body: SignIn,
    output: Session,
  },
  session: {
    method: 'GET',
    path: '/api/session',
    permission: 'signed_in',
    summary: 'Кто я и что мне можно',
    output: Session,
  },
  signOut: { method: 'DELETE', path: '/api/session', permission: 'signed_in', summary: 'Выйти', status: 204 },

  publicRegistry: {
    method: 'GET',
    path: '/api/public/registry',
    permission: 'public',
    summary: 'Темы и муниципалитеты для формы',
    query: RegionQuery,
    output: PublicRegistry,
  },
  boundaries: {
    method: 'GET',
    path: '/api/public/boundaries',
    permission: 'public',
    summary: 'Границы муниципалитетов для карты',
    query: RegionQuery,
    output: Boundaries,
  },
  findPlace: {
    method: 'GET',
    path: '/api/public/place',
    permission: 'public',
    summary: 'Муниципалитет по адресу или точке',
    query: PlaceQuery,
    output: PlaceSuggestions,
  },
  registry: {
    method: 'GET',
    path: '/api/registry',
    permission: 'signed_in',
    summary: 'Справочники региона',
    output: Registry,
  },

  fileAppeal: {
    method: 'POST',
    path: '/api/appeals',
    permission: 'public',
    summary: 'Подать обращение',
    body: FileAppeal,
    output: FiledAppeal,
    status: 201,
  },
  uploadPhoto: {
    method: 'POST',
    path: '/api/photos',
    permission: 'public',
    summary: 'Приложить фотографию (multipart, поле photo)',
    query: RegionQuery,
    output: UploadedPhoto,
    status: 201,
  },
  followAppeal: {
    method: 'GET',
    path: '/api/follow/:token',
    permission: 'public',
    summary: 'Что делается по моему обращению',
    params: z.object({ token: z.string().max(100) }),
    output: FollowedAppeal,
  },

  appeals: {
    method: 'GET',
    path: '/api/appeals',
    permission: 'appeals.read',
    summary: 'Список дел',
    query: AppealListQuery,
    output: AppealList,
  },
  appeal: {
    method: 'GET',
    path: '/api/appeals/:id',
    permission: 'appeals.read',
    summary: 'Карточка дела',
    params: byId,
    output: AppealCard,
  },
  photo: {
    method: 'GET',
    path: '/api/photos/:id',
    permission: 'appeals.read',
    summary: 'Фотография из обращения',
    params: byId,
    raw: true,
  },

  triageQueue: {
    method: 'GET',
    path: '/api/triage',
    permission: 'triage.decide',
    summary: 'Очередь разбора',
    query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(30) }),
    output: TriageQueue,
  },
  decideTriage: {
    method: 'POST',
    path: '/api/triage/:id',
    permission: 'triage.decide',
    summary: 'Подтвердить или исправить разбор',
    params: byId,
    body: DecideTriage,
    output: DecidedTriage,
  },
  undoTriage: {
    method: 'DELETE',
    path: '/api/triage/:id',
    permission: 'triage.decide',
    summary: 'Вернуть в очередь разбора (десять минут)',
    params: byId,
    output: DecidedTriage,
  },
  previewRoute: {
    method: 'GET',
    path: '/api/route',
    permission: 'triage.decide',
    summary: 'Куда попадёт дело и почему',
    query: PreviewRouteQuery,
    output: PreviewRoute,
  },

  heatMap: {
    method: 'GET',
    path: '/api/heat-map',
    permission: 'insight.read',
    summary: 'Тепловая карта: темы × муниципалитеты',
    query: HeatMapQuery,
    output: HeatMap,
  },
  timeline: {
    method: 'GET',
    path: '/api/timeline',
    permission: 'insight.read',
    summary: 'Обращения по дням и обычный уровень',
    query: TimelineQuery,
    output: Timeline,
  },
  overview: {
    method: 'GET',
    path: '/api/overview',
    permission: 'insight.read',
    summary: 'Принято, закрыто, в работе, просрочено',
    query: TimelineQuery,
    output: Overview,
  },

  events: {
    method: 'GET',
    path: '/api/events',
    permission: 'signed_in',
    summary: 'Живой поток (server-sent events)',
    raw: true,
  },
  openapi: {
    method: 'GET',
    path: '/api/openapi.json',
    permission: 'public',
    summary: 'Описание этого интерфейса',
    raw: true,
  },
  health: { method: 'GET', path: '/health', permission: 'public', summary: 'Жив ли сервер', raw: true },
  metrics: {
    method: 'GET',
    path: '/metrics',
    permission: 'public',
    summary: 'Счётчики для Prometheus (без личных данных)',
    raw: true,
  },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;
type In<S> = S extends z.ZodType ? z.input<S> : undefined;
type Out<S> = S extends z.ZodType ? z.output<S> : undefined;
type Part<N extends EndpointName, K extends string> =
  (typeof endpoints)[N] extends Record<K, infer S> ? S : undefined;

/** What a client sends and gets. */
export type EndpointQuery<N extends EndpointName> = In<Part<N, 'query'>>;
export type EndpointBody<N extends EndpointName> = In<Part<N, 'body'>>;
export type EndpointParams<N extends EndpointName> = In<Part<N, 'params'>>;
export type EndpointOutput<N extends EndpointName> = Out<Part<N, 'output'>>;
/** What a handler receives after validation. */
export type ParsedQuery<N extends EndpointName> = Out<Part<N, 'query'>>;
export type ParsedBody<N extends EndpointName> = Out<Part<N, 'body'>>;
export type ParsedParams<N extends EndpointName> = Out<Part<N, 'params'>>;
