import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { FileAppeal, type FollowedAppeal } from '../../contract/appeals.ts';
import { FINAL_STATUSES, type Status } from '../../contract/vocabulary.ts';
import { findByFollowToken, readFollowed } from '../casework/index.ts';
import { HttpProblem, notFound } from '../platform/http/problem.ts';
import type { AppContext } from './app-context.ts';
import { fileAppeal } from './handlers/intake.ts';
import { escapeHtml, plainPage } from './plain-markup.ts';

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
    return html(reply, followPage(followed, app));
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
     <p><small>Регистрация не нужна. Почту видит только орган, который отвечает вам.</small></p>`,
  );
}

/** A status as the resident is told it. */
const STATUS_WORDS: Record<Status, string> = {
  moderation: 'Читаем и определяем, кто решит',
  routed: 'Направлено тому, кто отвечает',
  in_work: 'В работе',
  interim_answer: 'Есть промежуточный ответ',
  postponed: 'Решение отложено до названного срока',
  approval: 'Ответ готов, его проверяют',
  answered: 'Дан ответ',
  awaiting_rating: 'Дан ответ, ждём вашей оценки',
  reopened: 'Возвращено в работу',
  transferred: 'Передано другой организации, ждём результата',
  rejected: 'Отклонено',
  withdrawn: 'Отозвано',
  closed: 'Закрыто',
};

function followPage(followed: FollowedAppeal, app: AppContext): string {
  const facts: [string, string | null][] = [
    ['Кто отвечает', followed.organisationName],
    [
      'Ответ — не позже',
      followed.dueAt && !FINAL_STATUSES.includes(followed.status) ? dateText(followed.dueAt, app) : null,
    ],
    ['Тема', followed.topicName ?? 'определяем'],
    ['Где', followed.municipalityName ?? 'не указано'],
  ];
  const steps = [...followed.steps]
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .map((step) => `<li><time>${dateText(step.at, app)}</time>${escapeHtml(step.text)}</li>`);
  return plainPage(
    `Обращение № ${followed.number}`,
    app.publicRegion().registry().file.name,
    `<p class="status">${STATUS_WORDS[followed.status]}</p>
     <dl>${facts.map(([name, value]) => (value ? `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>` : '')).join('')}</dl>
     <p>Сохраните адрес этой страницы: по нему видно, что делается. Кто знает адрес, тот видит обращение.</p>
     <h2>Что сделано</h2>
     <ol class="steps">${steps.join('')}</ol>
     <h2>Вы написали ${dateText(followed.filedAt, app)}</h2>
     <p class="own">${escapeHtml(followed.text)}</p>
     <p><a href="/report/plain">Сообщить ещё об одной проблеме</a></p>`,
  );
}

function dateText(iso: string, app: AppContext): string {
  const { timeZone } = app.publicRegion().registry().file;
  return new Intl.DateTimeFormat('ru', { timeZone, day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(iso),
  );
}
