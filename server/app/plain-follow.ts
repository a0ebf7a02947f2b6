import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { FollowedAppeal } from '../../contract/appeals.ts';
import { CaseAction, RATING_REASONS } from '../../contract/casework.ts';
import { ReplyAsResident } from '../../contract/my-work.ts';
import { FINAL_STATUSES, type Status } from '../../contract/vocabulary.ts';
import { actOnCase, findByFollowToken, readFollowed, replyAsResident } from '../casework/index.ts';
import { HttpProblem, notFound } from '../platform/http/problem.ts';
import type { AppContext } from './app-context.ts';
import { answering, residentAct } from './handlers/case-actions.ts';
import { escapeHtml, plainPage, sendPlain } from './plain-markup.ts';

const FORMS = ['rate', 'dispute', 'confirm', 'reply', 'withdraw'] as const;
type FormName = (typeof FORMS)[number];

/** The resident's page without JavaScript: what is being done, what was said, and a form for each thing he may do. */
export function bindPlainFollow(server: FastifyInstance, app: AppContext, perMinute: number): void {
  const config = { rateLimit: { max: perMinute, timeWindow: '1 minute' } };
  // `?plain` is where the page with JavaScript sends a browser without it; without the mark it is a view of the web app.
  server.get('/follow/:token', async (request, reply) => {
    const { token } = request.params as { token: string };
    if (!('plain' in (request.query as object))) return reply.callNotFound();
    return reply.redirect(`/follow/${encodeURIComponent(token)}/plain`, 303);
  });
  server.get('/follow/:token/plain', async (request, reply) => {
    const { token } = request.params as { token: string };
    return sendPlain(reply, await page(app, token));
  });
  for (const name of FORMS) {
    server.post(`/follow/:token/plain/${name}`, { config }, async (request, reply) => {
      const { token } = request.params as { token: string };
      try {
        await perform(app, token, name, (request.body ?? {}) as Record<string, string>);
        return reply.redirect(`/follow/${encodeURIComponent(token)}/plain`, 303);
      } catch (error) {
        if (!(error instanceof HttpProblem)) throw error;
        const { status, detail, title } = error.problem;
        return sendPlain(reply.status(status), await page(app, token, detail ?? title));
      }
    });
  }
}

async function perform(app: AppContext, token: string, name: FormName, values: Record<string, string>) {
  const act = residentAct(app, token);
  if (name === 'reply') {
    const { text } = checked(ReplyAsResident, { text: values.text ?? '' });
    return answering(() => replyAsResident(act, text));
  }
  const raw = {
    rate: {
      action: 'rate',
      stars: Number(values.stars),
      reasons: RATING_REASONS.filter((reason) => values[`reason_${reason}`]),
      comment: values.comment || undefined,
    },
    dispute: { action: 'dispute', reason: values.reason ?? '' },
    confirm: { action: 'confirm_solution', how: 'resident' },
    withdraw: { action: 'withdraw', reason: values.reason || undefined },
  }[name];
  const action = checked(CaseAction, raw);
  return answering(() => actOnCase(act, action, null));
}

function checked<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const parsed = schema.safeParse(raw, { error: z.locales.ru().localeError });
  if (parsed.success) return parsed.data;
  throw new HttpProblem(422, 'Проверьте введённое', parsed.error.issues[0]!.message);
}

async function page(app: AppContext, token: string, error?: string): Promise<string> {
  const found = findByFollowToken(
    (code) => app.regions().find((region) => region.code === code)?.secret,
    token,
  );
  const followed =
    found && (await readFollowed(app.pool, app.region(found.regionId).registry(), found.appealId));
  if (!followed) throw notFound('Ссылка неполная или с ошибкой. Скопируйте её целиком из подтверждения.');
  return followPage(followed, token, app, error);
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

function followPage(followed: FollowedAppeal, token: string, app: AppContext, error?: string): string {
  const date = (iso: string) => dateText(iso, app);
  const answered = followed.status === 'answered' || followed.status === 'awaiting_rating';
  const { promise } = followed;
  const facts: [string, string | null][] = [
    ['Кто отвечает', followed.organisationName],
    [
      'Ответ — не позже',
      followed.dueAt && !answered && !FINAL_STATUSES.includes(followed.status) ? date(followed.dueAt) : null,
    ],
    [
      'Обещано',
      promise
        ? date(`${promise.until}T06:00:00Z`) + (promise.state === 'broken' ? ' — не выполнено' : '')
        : null,
    ],
    ['Тема', followed.topicName ?? 'определяем'],
    ['Где', followed.municipalityName ?? 'не указано'],
  ];
  const said = [
    ...followed.answers.map(({ at, text, organisationName }) => ({ at, text, who: organisationName })),
    ...followed.replies.map(({ at, text }) => ({ at, text, who: 'Вы' })),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));
  const steps = [...followed.steps]
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .map((step) => `<li><time>${date(step.at)}</time>${escapeHtml(step.text)}</li>`);
  return plainPage(
    `Обращение № ${followed.number}`,
    app.publicRegion().registry().file.name,
    `${error ? `<p role="alert">${escapeHtml(error)}</p>` : ''}
     <p class="status">${followed.asked ? 'Вам задали вопрос, ждём ответа' : STATUS_WORDS[followed.status]}</p>
     <dl>${facts.map(([name, value]) => (value ? `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>` : '')).join('')}</dl>
     ${said.length > 0 ? '<h2>Что ответили</h2>' : ''}
     ${said.map(({ at, text, who }) => `<p class="own"><small>${escapeHtml(who)}, ${date(at)}</small>${escapeHtml(text)}</p>`).join('')}
     ${followed.answers.some(({ kind }) => kind === 'final' || kind === 'outside') ? `<p><a href="/api/follow/${encodeURIComponent(token)}/letter">Скачать ответ письмом (PDF)</a></p>` : ''}
     ${forms(followed, token)}
     <p>Сохраните адрес этой страницы: по нему видно, что делается. Кто знает адрес, тот видит обращение.</p>
     <h2>Что сделано</h2>
     <ol class="steps">${steps.join('')}</ol>
     <h2>Вы написали ${date(followed.filedAt)}</h2>
     <p class="own">${escapeHtml(followed.text)}</p>
     <p><a href="/report/plain">Сообщить ещё об одной проблеме</a></p>`,
  );
}

const STARS = ['5 — отлично', '4 — хорошо', '3 — средне', '2 — плохо', '1 — ужасно'];
const REASONS: Record<(typeof RATING_REASONS)[number], string> = {
  solved_fully: 'Решено полностью',
  clear_answer: 'Понятно ответили',
  fast: 'Быстро',
  not_solved: 'Проблема осталась',
  formal_reply: 'Отписка',
  too_long: 'Слишком долго',
  wrong_problem: 'Ответили не о том',
};

function forms(followed: FollowedAppeal, token: string): string {
  const may = (action: string) => followed.actions.includes(action);
  const form = (name: FormName, body: string, press: string) =>
    `<form method="post" action="/follow/${encodeURIComponent(token)}/plain/${name}">${body}<button>${press}</button></form>`;
  const parts: string[] = [];
  if (followed.asked)
    parts.push(
      form(
        'reply',
        '<label for="text">Ваш ответ</label><textarea id="text" name="text" rows="4" required minlength="2" maxlength="5000"></textarea>',
        'Отправить ответ',
      ),
    );
  if (may('rate'))
    parts.push(
      `<h2>Оцените ответ</h2>${form(
        'rate',
        `<fieldset><legend>Оценка</legend>${STARS.map((words, index) => `<label class="choice"><input type="radio" name="stars" value="${5 - index}" required> ${words}</label>`).join('')}</fieldset>
         <fieldset><legend>Почему?</legend>${RATING_REASONS.map((reason) => `<label class="choice"><input type="checkbox" name="reason_${reason}" value="1"> ${REASONS[reason]}</label>`).join('')}</fieldset>
         <label for="comment">Комментарий <small>По желанию.</small></label><textarea id="comment" name="comment" rows="2" maxlength="2000"></textarea>`,
        'Отправить оценку',
      )}`,
    );
  if (may('confirm_solution')) parts.push(form('confirm', '', 'Да, решено'));
  if (may('dispute'))
    parts.push(
      `<h2>Не решено?</h2>${form(
        'dispute',
        '<label for="dispute">Что осталось? <small>Дело вернётся в работу и попадёт к другому сотруднику.</small></label><textarea id="dispute" name="reason" rows="3" required minlength="5" maxlength="2000"></textarea>',
        'Вернуть в работу',
      )}`,
    );
  if (may('withdraw'))
    parts.push(
      `<details><summary>Отозвать обращение</summary>${form(
        'withdraw',
        '<label for="withdraw">Причина <small>По желанию.</small></label><input id="withdraw" name="reason" maxlength="2000">',
        'Отозвать',
      )}</details>`,
    );
  return parts.join('');
}

function dateText(iso: string, app: AppContext): string {
  const { timeZone } = app.publicRegion().registry().file;
  return new Intl.DateTimeFormat('ru', { timeZone, day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(iso),
  );
}
