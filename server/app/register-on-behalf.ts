import type { z } from 'zod';
import { normalisePhone } from '../../contract/phone.ts';
import type { OnBehalfChannel, RegisteredOnBehalf, RegisterOnBehalf } from '../../contract/reception.ts';
import type { Regime } from '../../contract/vocabulary.ts';
import { campaignOf, tagWithCampaign } from '../exchange/index.ts';
import { HttpProblem } from '../platform/http/problem.ts';
import { caseTerms, zoneClock } from '../registry/deadlines/index.ts';
import { dayOf } from '../registry/region-day.ts';
import { termRulesOf } from '../registry/store/index.ts';
import type { AppContext } from './app-context.ts';
import { filedAnswer, registerOnce } from './handlers/intake.ts';
import type { RegionRuntime } from './region-runtime.ts';

type Body = z.output<typeof RegisterOnBehalf>;

/** A call is not an appeal by the law until its author has given a name and an address; paper and a reception always are. */
export function regimeOf(channel: OnBehalfChannel, named: boolean): Regime {
  if (channel === 'paper' || channel === 'reception') return '59fz';
  if (channel === 'mfc') return named ? '59fz' : 'pos_message';
  return 'call';
}

/**
 * Writes an appeal down for a resident who called, came or wrote on paper: the case, the receipt's particulars and the campaign. A
 * repeat with the same key makes nothing new and finishes what a broken connection left half done.
 *
 * @throws HttpProblem 422 with the field that is wrong
 */
export async function registerOnBehalf(
  app: AppContext,
  region: RegionRuntime,
  body: Body,
  key: string,
  login: string,
): Promise<RegisteredOnBehalf> {
  const registry = region.registry();
  const { timeZone } = registry.file;
  const now = app.clock.now();
  const today = dayOf(now, timeZone);
  const refuse = (field: string, detail: string) =>
    new HttpProblem(422, 'Проверьте введённое', detail, { errors: { [field]: detail } });
  if (body.municipality && !registry.municipalities.has(body.municipality))
    throw refuse('municipality', 'Такого муниципалитета нет: выберите из списка.');
  if (body.topic && !registry.taxonomy.byCode.has(body.topic))
    throw refuse('topic', 'Такой темы нет: выберите из списка.');
  if (body.channel === 'paper' && !body.receivedOn)
    throw refuse('receivedOn', 'Укажите день, когда письмо поступило.');
  if (body.receivedOn && body.receivedOn > today)
    throw refuse('receivedOn', 'Письмо не могло поступить позже сегодняшнего дня.');
  if (body.senderDate && body.senderDate > today)
    throw refuse('senderDate', 'Письмо не могло быть написано позже сегодняшнего дня.');
  if (body.channel === 'mfc' && !body.office) throw refuse('office', 'Укажите код офиса МФЦ.');
  if (body.campaign && !(await campaignOf(app.pool, region.code, body.campaign, today)))
    throw refuse('campaign', 'Эта кампания сегодня не идёт: выберите другую или уберите.');

  const receivedOn = body.channel === 'paper' ? body.receivedOn! : today;
  const receivedAt = receivedOn === today ? now : morningOf(receivedOn, timeZone);
  const { contact } = body;
  const phone = contact.phone ? normalisePhone(contact.phone) : null;
  const regime = regimeOf(body.channel, Boolean(contact.name));
  const registered = await registerOnce(region, {
    channel: body.channel,
    externalId: key,
    filedAt: receivedAt,
    text: body.text,
    regime,
    point: body.point ?? null,
    address: body.address || null,
    municipality: body.municipality ?? null,
    known: body.topic ? { topic: body.topic } : undefined,
    contact: { name: contact.name || null, email: contact.email || null, phone },
    authorIdentity: contact.email || phone || null,
    sourceName: body.office || null,
  });
  const registerTerm = caseTerms(
    {
      regime,
      channel: body.channel,
      path: [],
      urgency: 2,
      organisation: registered.organisation,
    },
    { received: receivedAt, registered: receivedAt, assigned: receivedAt },
    termRulesOf(registry),
  ).find((term) => term.step === 'register');
  await app.pool.query(
    `insert into on_behalf (region_id, appeal_id, at, login, office, speaker, answer_form, received_on, registration_due,
       postal_address, sender_name, sender_number, sender_date, card_number)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict (region_id, appeal_id) do nothing`,
    [
      region.code,
      registered.appealId,
      now,
      login,
      body.office || null,
      body.speaker || null,
      body.answerForm,
      receivedOn,
      registerTerm?.due ?? null,
      body.postalAddress || null,
      body.sender || null,
      body.senderNumber || null,
      body.senderDate ?? null,
      body.cardNumber || null,
    ],
  );
  if (body.campaign) await tagWithCampaign(app.pool, region.code, registered.appealId, body.campaign);
  const kept = await app.pool.query(
    'select at, registration_due from on_behalf where region_id = $1 and appeal_id = $2',
    [region.code, registered.appealId],
  );
  const { at, registration_due: due } = kept.rows[0] as { at: Date; registration_due: Date | null };
  return {
    ...filedAnswer(app, region, registered),
    registeredAt: at.toISOString(),
    registrationDueAt: due?.toISOString() ?? null,
    registrationLate: due !== null && at > due,
  };
}

const MORNING_HOUR_MS = 9 * 3_600_000;

/** Paper has a day and no hour: the beginning of the working day stands for it. */
function morningOf(day: string, timeZone: string): Date {
  return new Date(zoneClock(timeZone).toUtc(Date.parse(`${day}T00:00:00Z`) + MORNING_HOUR_MS));
}
