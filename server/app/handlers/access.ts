import { may, PERMISSIONS } from '../../../contract/access.ts';
import type { Session } from '../../../contract/session.ts';
import { type Caller, signIn, signOut } from '../../access/index.ts';
import { HttpProblem } from '../../platform/http/problem.ts';
import { SESSION_COOKIE } from '../session-cookie.ts';
import type { Handlers } from './handler.ts';

export const accessHandlers: Handlers<'signIn' | 'session' | 'signOut'> = {
  async signIn({ app, body, reply }) {
    for (const region of app.regions()) {
      const signed = await signIn(app.pool, region.code, body, app.clock.now());
      if (!signed) continue;
      reply.setCookie(SESSION_COOKIE, signed.token, {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: app.secureCookies,
        expires: signed.expiresAt,
      });
      return toSession(signed.caller);
    }
    throw new HttpProblem(
      401,
      'Логин или пароль не подходят',
      'Проверьте раскладку и регистр букв. Если забыли пароль, обратитесь к администратору.',
    );
  },
  async session({ caller }) {
    return toSession(caller!);
  },
  async signOut({ app, http, reply }) {
    const token = http.cookies[SESSION_COOKIE];
    if (token) await signOut(app.pool, token);
    reply.clearCookie(SESSION_COOKIE, { path: '/' });
    return undefined;
  },
};

function toSession(caller: Caller): Session {
  return {
    login: caller.login,
    name: caller.name,
    role: caller.role,
    permissions: PERMISSIONS.filter((permission) => may(caller, permission)),
    regionCode: caller.regionId,
    scope: {
      organisations: caller.scopeOrganisations,
      sectors: caller.scopeSectors,
      municipalities: caller.scopeMunicipalities,
    },
    organisation: caller.organisation,
  };
}
