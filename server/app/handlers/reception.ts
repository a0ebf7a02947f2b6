import { normalisePhone } from '../../../contract/phone.ts';
import { noteReadings } from '../../access/index.ts';
import {
  CALLER_CASES,
  keysOfCaller,
  readAuthoredCases,
  readCallerCases,
  readSimilarOpen,
} from '../../casework/index.ts';
import { decideTriage, previewRoute } from '../../triage/index.ts';
import { casesOfPerson } from '../cases-of-author.ts';
import { regimeOf, registerOnBehalf } from '../register-on-behalf.ts';
import { caseContext } from './casework.ts';
import { authorised, type Handlers } from './handler.ts';
import { idempotencyKey } from './intake.ts';

export const receptionHandlers: Handlers<'registerOnBehalf' | 'previewOnBehalf' | 'callerHistory'> = {
  async registerOnBehalf(request) {
    const { caller, region } = authorised(request);
    const key = idempotencyKey(request.http.headers['idempotency-key']);
    const filed = await registerOnBehalf(request.app, region, request.body, key, caller.login);
    if (filed.repeated) request.reply.status(200);
    return filed;
  },
  async previewOnBehalf(request) {
    const { region, scope } = authorised(request);
    const { app, body } = request;
    const now = app.clock.now();
    const regime = regimeOf(body.channel, true);
    const knowledge = region.knowledge();
    const known = body.topic && region.registry().taxonomy.byCode.has(body.topic) ? body.topic : null;
    const decided = decideTriage(
      {
        channel: body.channel,
        externalId: 'preview',
        filedAt: now,
        text: body.text,
        regime,
        address: body.address || null,
        municipality: body.municipality ?? null,
        known: known ? { topic: known } : undefined,
      },
      now,
      knowledge,
    );
    const { municipality, urgency } = decided;
    const topic = decided.topic ?? decided.suggestions[0]?.code ?? null;
    const route = topic
      ? previewRoute({ topic, municipality, regime, channel: body.channel, urgency, from: now }, knowledge)
      : { organisation: decided.organisation, why: decided.routeWhy, dueAt: decided.dueAt.toISOString() };
    const context = caseContext(region, scope, now);
    return {
      topic,
      suggestions: decided.suggestions.slice(0, 3),
      municipality,
      placeWhy: decided.placeWhy,
      organisation: route.organisation,
      why: route.why,
      dueAt: route.dueAt,
      urgency,
      similar: topic
        ? await readSimilarOpen(app.pool, { topic, municipality, text: body.text }, context)
        : [],
    };
  },
  async callerHistory(request) {
    const { caller, region, scope } = authorised(request);
    const phone = normalisePhone(request.body.phone)!;
    const context = caseContext(region, scope, request.app.clock.now());
    const { pool } = request.app;
    const known = await readCallerCases(pool, phone, context, caller.login);
    // And what he wrote elsewhere, where it has been proved or decided that it was he.
    const own = await keysOfCaller(pool, region.code, phone);
    const person = await casesOfPerson(pool, region, own);
    if (person.keys.length === own.length) return { phone, ...known };
    const shown = new Set(known.rows.map((row) => row.id));
    const elsewhere = (await readAuthoredCases(pool, person, context))
      .map(({ row }) => row)
      .filter((row) => !shown.has(row.id));
    const rows = [...known.rows, ...elsewhere]
      .sort((a, b) => (a.filedAt < b.filedAt ? 1 : -1))
      .slice(0, CALLER_CASES);
    const added = rows.filter((row) => !shown.has(row.id)).map((row) => row.id);
    await noteReadings(pool, region.code, caller.login, added, request.app.clock.now());
    return { phone, name: known.name, rows };
  },
};
