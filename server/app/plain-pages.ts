import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { FileAppeal } from '../../contract/appeals.ts';
import { findByFollowToken, readFollowed } from '../casework/index.ts';
import { HttpProblem, notFound } from '../platform/http/problem.ts';
import type { AppContext } from './app-context.ts';
import { fileAppeal } from './handlers/intake.ts';

/** The residents' form and follow page without JavaScript: an old phone or a reader's browser files as surely as a new one. */
export function bindPlainPages(server: FastifyInstance, app: AppContext, perMinute: number): void {
  const config = { rateLimit: { max: perMinute, timeWindow: '1 minute' } };
  server.get('/report/plain', async (_request, reply) => html(reply, form(app)));
  server.post('/report/plain', { config }, async (request, reply) => {
    const values = (request.body ?? {}) as Record<string, string>;
    const parsed = FileAppeal.safeParse(
      { text: values.text, address: values.address || undefined, contact: { email: values.email ?? '' } },
      { error: z.locales.ru().localeError },
    );
    if (!parsed.success) return html(reply.status(422), form(app, values, parsed.error.issues[0]!.message));
    try {
      const filed = await fileAppeal(app, app.publicRegion(), parsed.data, values.key || crypto.randomUUID());
      return reply.redirect(`${filed.followUrl}/plain`, 303);
    } catch (error) {
      if (!(error instanceof HttpProblem)) throw error;
      return html(
        reply.status(error.problem.status),
        form(app, values, error.problem.detail ?? error.problem.title),
      );
    }
  });
  server.get('/follow/:token/plain', async (request, reply) => {
    const { token } = request.params as { token: string };
    const found = findByFollowToken(
      (code) => app.regions().find((region) => region.code === code)?.secret,
      token,
    );
    const followed =
      found && (await readFollowed(app.pool, app.region(found.regionId).registry(), found.appealId));
    if (!followed) throw notFound('Ссылка неполная или с ошибкой. Скопируйте её целиком из подтверждения.');
    const steps = followed.steps
      .map((step) => `<li>${dateText(step.at, app)} — ${escapeHtml(step.text)}</li>`)
      .join('');
    return html(
      reply,
      page(
        `Обращение № ${followed.number}`,
        `<p>${escapeHtml(followed.text)}</p>
         <p>Кто решает: ${escapeHtml(followed.organisationName)}</p>
         ${followed.dueAt ? `<p>Срок: до ${dateText(followed.dueAt, app)}</p>` : ''}
         <ol>${steps}</ol>
         <p>Сохраните адрес этой страницы: по нему видно, что делается.</p>`,
      ),
    );
  });
}

type Reply = { header(name: string, value: string): Reply; send(body: string): unknown };

function html(reply: Reply, body: string): unknown {
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
    .header('cache-control', 'no-store')
    .send(body);
}

function form(app: AppContext, values: Record<string, string> = {}, error?: string): string {
  const { file } = app.publicRegion().registry();
  return page(
    'Сообщить о проблеме',
    `<p>${escapeHtml(file.name)}. Если есть угроза жизни — звоните 112.</p>
     ${error ? `<p role="alert"><b>${escapeHtml(error)}</b></p>` : ''}
     <form method="post" action="/report/plain">
       <input type="hidden" name="key" value="${escapeHtml(values.key ?? crypto.randomUUID())}">
       <p><label>Что случилось?<br><textarea name="text" rows="7" required minlength="3" maxlength="10000">${escapeHtml(values.text ?? '')}</textarea></label></p>
       <p><label>Где? Город или село, улица, дом<br><input name="address" maxlength="500" value="${escapeHtml(values.address ?? '')}"></label></p>
       <p><label>Почта для ответа (можно не указывать)<br><input name="email" type="email" maxlength="200" value="${escapeHtml(values.email ?? '')}"></label></p>
       <p><button>Отправить</button></p>
     </form>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="ru"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>body{font:18px/1.5 sans-serif;max-width:36em;margin:1em auto;padding:0 1em}textarea,input{font:inherit;width:100%;box-sizing:border-box}button{font:inherit;padding:.5em 1.5em}</style>
<h1>${escapeHtml(title)}</h1>${body}</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

function dateText(iso: string, app: AppContext): string {
  const { timeZone } = app.publicRegion().registry().file;
  return new Intl.DateTimeFormat('ru', { timeZone, day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(iso),
  );
}
