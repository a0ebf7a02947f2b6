import {
  buildCalendar,
  FIRST_YEAR,
  LAST_DECREED_YEAR,
  MS_PER_DAY,
  type ProductionCalendar,
  regionalHolidaysOf,
} from '../server/registry/calendar/index.ts';
import {
  type DeadlineContext,
  DUE_TIMES,
  dueAt,
  dueDates,
  LAST_DAY_RULES,
  type Policy,
  type StepDeadline,
  Term,
  UNITS,
  type WorkSchedule,
  zoneClock,
} from '../server/registry/deadlines/index.ts';
import { findRegionTimeZone } from '../server/registry/regions/time-zones.ts';
import { formatMoment, parseMoment, RequestError } from './deadline-moment.ts';

/** What is asked, as text: from the options of the command, or from a row with the options for what the row leaves out. */
export interface DeadlineRequest {
  from?: string;
  policy?: string;
  step?: string;
  amount?: string;
  unit?: string;
  lastDay?: string;
  dueTime?: string;
  region?: string;
  timeZone?: string;
}

export interface DeadlineSettings {
  policies: readonly Policy[];
  schedule: WorkSchedule;
  regionalHolidays: boolean;
}

export interface AnsweredStep {
  /** null for a term given by hand. */
  step: string | null;
  from: string | null;
  due: string;
  extendableTo: string | null;
  source: string | null;
}

export interface DeadlineAnswer {
  policy: string | null;
  from: string;
  region: string | null;
  timeZone: string;
  /** Due of the step that holds when no interim answer was given: the last such one of the policy. */
  due: string;
  /** true when the due day lies in a year whose decree on moved days off is not known to the program. */
  provisional: boolean;
  steps: AnsweredStep[];
}

/** Years beyond the last decree are computed from the law alone, so that a term begun now has an end. */
const YEARS_AHEAD = 5;

/** Answers requests one after another; calendars are built once for each region. */
export function deadlineAnswerer(settings: DeadlineSettings): (request: DeadlineRequest) => DeadlineAnswer {
  const calendars = new Map<string, ProductionCalendar>();
  const calendarOf = (region: string): ProductionCalendar => {
    // Only regions of the table, so that a column of invented codes cannot fill the memory with calendars.
    const key = (settings.regionalHolidays && findRegionTimeZone(region)?.code) || '';
    let calendar = calendars.get(key);
    if (!calendar) {
      const to = LAST_DECREED_YEAR + YEARS_AHEAD;
      calendar = buildCalendar({
        from: FIRST_YEAR,
        to,
        regionalHolidays: regionalHolidaysOf(key, FIRST_YEAR, to),
      });
      calendars.set(key, calendar);
    }
    return calendar;
  };

  return (request) => {
    const { region, timeZone } = placeOf(request);
    const context = { calendar: calendarOf(region ?? ''), timeZone, schedule: settings.schedule };
    const start = parseMoment(request.from ?? '', timeZone);
    const steps = withinCalendar(() => stepsOf(request, settings.policies, start, context));
    const main = steps.filter((step) => step.from !== 'interim_answer').at(-1) ?? steps.at(-1)!;
    const dueDay = Math.floor(zoneClock(timeZone).toLocal(main.dueAt.getTime()) / MS_PER_DAY);
    return {
      policy: request.policy ?? null,
      from: formatMoment(start, timeZone),
      region,
      timeZone,
      due: formatMoment(main.dueAt, timeZone),
      provisional: context.calendar.isProvisional(dueDay),
      steps: steps.map((step) => ({
        step: step.step,
        from: step.from,
        due: formatMoment(step.dueAt, timeZone),
        extendableTo: step.extendableTo && formatMoment(step.extendableTo, timeZone),
        source: step.source,
      })),
    };
  };
}

/** The calendar's own error is for programmers; a person needs the years. */
function withinCalendar<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RequestError(
      `Срок выходит за годы календаря: ${FIRST_YEAR}–${LAST_DECREED_YEAR + YEARS_AHEAD}.`,
    );
  }
}

type Deadline = Pick<StepDeadline, 'dueAt' | 'extendableTo'> & {
  [K in 'step' | 'from' | 'source']: StepDeadline[K] | null;
};

function stepsOf(
  request: DeadlineRequest,
  policies: readonly Policy[],
  start: Date,
  context: DeadlineContext,
): Deadline[] {
  if (request.policy === undefined) return [ownTerm(request, start, context)];
  const policy = policies.find(({ id }) => id === request.policy);
  if (!policy) throw new RequestError(`Нет политики «${request.policy}». Список: otklik deadline --list.`);
  const steps = policy.steps
    .filter((step) => request.step === undefined || step.step === request.step)
    .map((step) => ({ ...step, ...rulesOf(request) }));
  if (steps.length === 0) {
    const known = policy.steps.map(({ step }) => step).join(', ');
    throw new RequestError(`В политике «${policy.id}» нет шага «${request.step}»: есть ${known}.`);
  }
  return dueDates({ ...policy, steps }, start, context);
}

function ownTerm(request: DeadlineRequest, start: Date, context: DeadlineContext): Deadline {
  if (request.amount === undefined || request.unit === undefined) {
    throw new RequestError('Назовите политику (--policy) или свой срок (--amount и --unit).');
  }
  const term = Term.safeParse({
    amount: Number(request.amount),
    unit: underscored(request.unit),
    ...rulesOf(request),
  });
  if (!term.success) {
    throw new RequestError(
      `Не понимаю срок «${request.amount} ${request.unit}»: число целое от 1, единица ${UNITS.join(', ')}, в разумных пределах.`,
    );
  }
  const { calendar, timeZone, schedule } = context;
  const due = dueAt(term.data, start, calendar, timeZone, schedule);
  return { step: null, from: null, dueAt: due, extendableTo: null, source: null };
}

/** Rules named in the request; they go before those of the policy. */
function rulesOf(request: DeadlineRequest): Pick<Term, 'lastDay' | 'dueTime'> {
  return {
    ...(request.lastDay !== undefined && { lastDay: oneOf(LAST_DAY_RULES, request.lastDay) }),
    ...(request.dueTime !== undefined && { dueTime: oneOf(DUE_TIMES, request.dueTime) }),
  };
}

function oneOf<T extends string>(known: readonly T[], text: string): T {
  const found = known.find((value) => value === underscored(text));
  if (found === undefined) throw new RequestError(`Не понимаю правило «${text}»: есть ${known.join(', ')}.`);
  return found;
}

function underscored(text: string): string {
  return text.trim().replaceAll('-', '_');
}

function placeOf(request: DeadlineRequest): { region: string | null; timeZone: string } {
  const found = request.region === undefined ? null : findRegionTimeZone(request.region);
  const timeZone = request.timeZone ?? found?.timeZone;
  if (timeZone === undefined) {
    throw new RequestError(
      request.region === undefined
        ? 'Назовите регион (--region, например 54) или часовой пояс (--time-zone, например Asia/Novosibirsk).'
        : `Нет региона с кодом «${request.region}». Назовите код субъекта (54, RU-NVS) или часовой пояс (--time-zone).`,
    );
  }
  try {
    zoneClock(timeZone);
  } catch {
    throw new RequestError(
      `Нет часового пояса «${timeZone}». Пишите по базе IANA, например Asia/Novosibirsk.`,
    );
  }
  return { region: found?.code ?? request.region ?? null, timeZone };
}
