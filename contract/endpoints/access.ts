import { Session, SignIn } from '../session.ts';
import type { Endpoint } from './endpoint.ts';

export const accessEndpoints = {
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
} as const satisfies Record<string, Endpoint>;
