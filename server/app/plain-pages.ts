import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { FileAppeal } from '../../contract/appeals.ts';
import { HttpProblem } from '../platform/http/problem.ts';
import type { AppContext } from './app-context.ts';
import { fileAppeal } from './handlers/intake.ts';
import { bindPlainFollow } from './plain-follow.ts';
import { bindHowPage } from './plain-how.ts';
import { escapeHtml, plainPage, sendPlain } from './plain-markup.ts';

/** The residents' form and follow page without JavaScript: an old phone or a reader's browser files as surely as a new one. */
export function bindPlainPages(server: FastifyInstance, app: AppContext, perMinute: number): void {
  const config = { rateLimit: { max: perMinute, timeWindow: '1 minute' } };
  server.get('/report/plain', async (_request, reply) => sendPlain(reply, form(app)));
  server.post('/report/plain', { config }, async (request, reply) => {
    const values = (request.body ?? {}) as Record<string, string>;
    const parsed = FileAppeal.safeParse(
      { text: values.text, address: values.address || undefined, contact: { email: values.email ?? '' } },
      { error: z.locales.ru().localeError },
    );
    if (!parsed.success)
      return sendPlain(reply.status(422), form(app, values, parsed.error.issues[0]!.message));
    try {
      const filed = await fileAppeal(app, app.publicRegion(), parsed.data, values.key || crypto.randomUUID());
      return reply.redirect(`${filed.followUrl}/plain`, 303);
    } catch (error) {
      if (!(error instanceof HttpProblem)) throw error;
      return sendPlain(
        reply.status(error.problem.status),
        form(app, values, error.problem.detail ?? error.problem.title),
      );
    }
  });
  bindPlainFollow(server, app, perMinute);
  bindHowPage(server, app);
}

function form(app: AppContext, values: Record<string, string> = {}, error?: string): string {
  const { file } = app.publicRegion().registry();
  const value = (name: string) => escapeHtml(values[name] ?? '');
  return plainPage(
    'Сообщить о проблеме',
    file.name,
    `${error ? `<p role="alert">${escapeHtml(error)}</p>` : ''}
     <form method="post" action="/report/plain">
       <input type="hidden" name="key" value="${escapeHtml(values.key ?? crypto.randomUUID())}">
       <label for="text">Что случилось? <small>Что не так, с какого времени, кому мешает. Тему выбирать не нужно.</small></label>
       <textarea id="text" name="text" rows="7" required minlength="3" maxlength="10000">${value('text')}</textarea>
       <label for="address">Где? <small>Город или село, улица, дом. Если не знаете точно, пропустите.</small></label>
       <input id="address" name="address" maxlength="500" autocomplete="street-address" value="${value('address')}">
       <label for="email">Электронная почта <small>По желанию. Ответ в любом случае будет на странице, которая откроется после отправки.</small></label>
       <input id="email" name="email" type="email" maxlength="200" autocomplete="email" value="${value('email')}">
       <button>Отправить обращение</button>
     </form>
     <p><small>Регистрация не нужна. Почту видит только орган, который отвечает вам. <a href="/how">Куда ещё можно обратиться</a></small></p>`,
  );
}
