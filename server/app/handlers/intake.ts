import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { FileAppeal, FiledAppeal } from '../../../contract/appeals.ts';
import { findByFollowToken, followTokenOf, readFollowed } from '../../casework/index.ts';
import { IdempotencyConflict, IntakeOverloaded, type Registered, storePhoto } from '../../intake/index.ts';
import type { IncomingMessage } from '../../path/index.ts';
import { HttpProblem, notFound } from '../../platform/http/problem.ts';
import type { AppContext } from '../app-context.ts';
import { pseudonymOf } from '../pseudonym.ts';
import type { RegionRuntime } from '../region-runtime.ts';
import type { Handlers } from './handler.ts';

export const intakeHandlers: Handlers<'fileAppeal' | 'uploadPhoto' | 'followAppeal'> = {
  async fileAppeal({ app, body, http, reply }) {
    const region = app.publicRegion(body.region);
    const filed = await fileAppeal(app, region, body, idempotencyKey(http.headers['idempotency-key']));
    if (filed.repeated) reply.status(200);
    return filed;
  },
  async uploadPhoto({ app, http, query }) {
    const file = await http.file();
    if (!file) throw new HttpProblem(400, 'Нет файла', 'Приложите фотографию в поле photo.');
    const content = await file.toBuffer();
    const stored = await storePhoto(app.pool, app.publicRegion(query.region).code, content, app.clock.now());
    if (!stored)
      throw new HttpProblem(415, 'Это не фотография', 'Приложите снимок в JPEG, PNG, WebP или HEIC.');
    return stored;
  },
  async followAppeal({ app, params }) {
    const found = findByFollowToken(
      (code) => app.regions().find((region) => region.code === code)?.secret,
      params.token,
    );
    const followed =
      found && (await readFollowed(app.pool, app.region(found.regionId).registry(), found.appealId));
    if (!followed) throw notFound('Ссылка неполная или с ошибкой. Скопируйте её целиком из подтверждения.');
    return followed;
  },
};

/** Files a resident's appeal; used by the API, the form's API calls and the form without JavaScript alike. */
export async function fileAppeal(
  app: AppContext,
  region: RegionRuntime,
  body: z.output<typeof FileAppeal>,
  key: string,
): Promise<FiledAppeal> {
  if (body.municipality && !region.registry().municipalities.has(body.municipality)) {
    throw new HttpProblem(422, 'Такого муниципалитета нет', 'Выберите место из списка или на карте.', {
      errors: { municipality: 'Нет в справочнике региона' },
    });
  }
  if (body.point && isFar(body.point, region)) {
    throw new HttpProblem(
      422,
      'Точка вне региона',
      `Поставьте точку в ${region.registry().file.nameIn} или опишите место словами.`,
      {
        errors: { point: 'Вне региона' },
      },
    );
  }
  return filedAnswer(app, region, await register(app, region, body, key));
}

/** What whoever filed is told. */
export function filedAnswer(app: AppContext, region: RegionRuntime, registered: Registered): FiledAppeal {
  const registry = region.registry();
  const topic = registered.topic ? registry.taxonomy.byCode.get(registered.topic) : undefined;
  return {
    id: registered.appealId,
    number: registered.number,
    followUrl: `/follow/${followTokenOf(region.secret, region.code, registered.appealId)}`,
    topic: topic ? { code: topic.code, name: topic.name } : null,
    municipality: registered.municipality,
    organisation: registry.organisations.get(registered.organisation)?.name ?? registered.organisation,
    dueAt: (registered.dueAt ?? app.clock.now()).toISOString(),
    repeated: registered.repeated,
  };
}

async function register(
  app: AppContext,
  region: RegionRuntime,
  body: z.output<typeof FileAppeal>,
  key: string,
): Promise<Registered> {
  const { contact } = body;
  return registerOnce(region, {
    channel: 'web',
    externalId: key,
    filedAt: app.clock.now(),
    text: body.text,
    regime: 'pos_message',
    point: body.point ?? null,
    address: body.address ?? null,
    municipality: body.municipality ?? null,
    topicHint: body.topic ?? null,
    contact: contact ?? null,
    photos: body.photos ?? [],
    sourceName: body.source?.organisation ?? body.source?.page ?? null,
    authorIdentity: contact?.email || contact?.phone || null,
    raw: rawOf(body),
  });
}

/**
 * Registers one message under its key.
 *
 * @param message `authorIdentity` is what the author is known by (mail, telephone): only a pseudonym of it is kept with the case
 * @throws HttpProblem 503 when too much comes at once, 422 when the key was used for another text
 */
export async function registerOnce(
  region: RegionRuntime,
  { authorIdentity, ...message }: IncomingMessage & { authorIdentity: string | null },
): Promise<Registered> {
  try {
    const result = await region.intake.register({
      ...message,
      authorKey: authorIdentity ? pseudonymOf(region.secret, authorIdentity) : null,
    });
    if (!(result instanceof IdempotencyConflict)) return result;
  } catch (error) {
    if (!(error instanceof IntakeOverloaded)) throw error;
    throw new HttpProblem(
      503,
      'Сейчас слишком много обращений',
      'Повторите через минуту: введённое сохранится на странице.',
      {
        headers: { 'retry-after': '30' },
      },
    );
  }
  throw new HttpProblem(
    422,
    'Ключ повтора уже занят',
    'С этим Idempotency-Key подано другое обращение. Для нового обращения нужен новый ключ.',
  );
}

/** What of the form is not the appeal itself: a second copy of the text costs PostgreSQL a quarter of a filing. */
function rawOf({ topic, municipality, source }: z.output<typeof FileAppeal>) {
  return topic || municipality || source ? { topic, municipality, source } : undefined;
}

/** The header's key, or a fresh one. @throws HttpProblem 400 for one that is too long */
export function idempotencyKey(header: string | string[] | undefined): string {
  const key = Array.isArray(header) ? header[0] : header;
  if (key === undefined || key === '') return randomUUID();
  if (key.length > 200)
    throw new HttpProblem(400, 'Idempotency-Key длиннее 200 знаков', 'Возьмите, например, UUID.');
  return key;
}

const FAR_DEGREES = 0.5;

/** Outside every boundary and also not just across one (a boundary is a drawing; half a degree forgives its errors). */
function isFar([lat, lon]: readonly [number, number], region: RegionRuntime): boolean {
  const { places, registry } = region.knowledge();
  if (registry.boundaries.size === 0 || places.byPoint(lat, lon)) return false;
  for (const near of [-FAR_DEGREES, 0, FAR_DEGREES]) {
    for (const by of [-FAR_DEGREES, 0, FAR_DEGREES]) if (places.byPoint(lat + near, lon + by)) return false;
  }
  return true;
}
