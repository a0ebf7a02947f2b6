import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { TableError } from '../server/platform/tabular/table-error.ts';
import {
  DEFAULT_POLICIES,
  DEFAULT_SCHEDULE,
  Policies,
  type Policy,
  WorkSchedule,
} from '../server/registry/deadlines/index.ts';
import { answerFile } from './deadline-file.ts';
import { looksLikeMoment, RequestError } from './deadline-moment.ts';
import { type DeadlineAnswer, type DeadlineRequest, deadlineAnswerer } from './deadline-request.ts';

interface Options extends DeadlineRequest {
  schedule?: string;
  policies?: string;
  regionalHolidays?: boolean;
  list?: boolean;
  out?: string;
  json?: boolean;
}

/**
 * `otklik deadline`: the due moment of a policy's steps or of a term given by hand, one or a file of them.
 * Exit code 1 when rows of a file could not be answered (they carry `error`), 2 when the request itself is wrong.
 */
export function deadlineCommand(): Command {
  return new Command('deadline')
    .description('срок по производственному календарю: один или для каждой строки файла')
    .option(
      '--from <момент|файл>',
      'начало: 2026-03-02T10:15 по часам региона, ISO со смещением — или файл JSONL, CSV, XLSX',
    )
    .option('--policy <имя>', 'политика сроков, см. --list')
    .option('--step <шаг>', 'только этот шаг политики')
    .option('--region <код>', 'субъект: 54 или RU-NVS; даёт часовой пояс')
    .option('--time-zone <пояс>', 'часовой пояс IANA вместо пояса региона')
    .option('--amount <число>', 'свой срок: сколько')
    .option('--unit <единица>', 'calendar_days, working_days, working_hours или minutes')
    .option('--last-day <правило>', 'если последний день нерабочий: preceding, following или as_is')
    .option('--due-time <правило>', 'конец последнего дня: end_of_day или end_of_working_day')
    .option('--schedule <файл>', 'часы работы, JSON: {"monday": [["09:00","13:00"],["14:00","18:00"]], …}')
    .option('--policies <файл>', 'свои политики, JSON; заменяют встроенные')
    .option('--regional-holidays', 'учесть известные программе праздники региона')
    .option('--out <файл>', 'куда писать ответы на строки файла; без него — на экран')
    .option('--list', 'показать политики')
    .option('--json', 'ответ в JSON, для файла — JSONL')
    .addHelpText(
      'after',
      `
Столбцы файла: id, from и policy (step) либо amount, unit, lastDay; ещё timeZone или region. Чего нет в строке, берётся
из параметров. К строке добавляется due, а если срок не посчитать — error.

Примеры:
  otklik deadline --policy 59fz --from 2026-03-02T10:15 --region 54
  otklik deadline --amount 9 --unit working_hours --from 2026-03-06T17:00 --region 41 --json
  otklik deadline --from starts.csv --policy incident-ordinary --step first_answer --region 39`,
    )
    .action(async (options: Options, command: Command) => {
      try {
        await run(options);
      } catch (error) {
        if (error instanceof RequestError || error instanceof TableError) {
          command.error(error.message, { exitCode: 2 });
        }
        throw error;
      }
    });
}

async function run(options: Options): Promise<void> {
  const policies = options.policies
    ? readSettings(options.policies, (json) => Policies.safeParse(json))
    : DEFAULT_POLICIES;
  if (options.list) {
    console.log(options.json ? JSON.stringify(policies, null, 2) : policies.map(describePolicy).join('\n'));
    return;
  }
  if (options.from === undefined) throw new RequestError('Назовите начало срока (--from): момент или файл.');
  const schedule = options.schedule
    ? readSettings(options.schedule, (json) => WorkSchedule.safeParse(json))
    : DEFAULT_SCHEDULE;
  const answer = deadlineAnswerer({
    policies,
    schedule,
    regionalHolidays: options.regionalHolidays ?? false,
  });
  if (!looksLikeMoment(options.from)) return answerFile(options.from, options, answer);
  const one = answer(options);
  console.log(options.json ? JSON.stringify(one) : describeAnswer(one));
}

function readSettings<T>(
  path: string,
  parse: (json: unknown) => { success: true; data: T } | { success: false; error: { message: string } },
): T {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new RequestError(
      `Файл «${path}» не читается как JSON: ${error instanceof Error ? error.message : error}`,
    );
  }
  const parsed = parse(json);
  if (!parsed.success) throw new RequestError(`Файл «${path}» не подходит: ${parsed.error.message}`);
  return parsed.data;
}

function describePolicy(policy: Policy): string {
  const steps = policy.steps.map(
    ({ step, from, amount, unit, lastDay, source }) =>
      `    ${step} от ${from}: ${amount} ${unit}, ${lastDay} — ${source}`,
  );
  return [
    `${policy.id} — ${policy.title}${policy.match === null ? ' (только по имени)' : ''}`,
    ...steps,
  ].join('\n');
}

function describeAnswer(answer: DeadlineAnswer): string {
  const lines = answer.steps.map(
    ({ step, due, extendableTo, source }) =>
      `${step === null ? '' : `${step}: `}${due}${extendableTo ? `, с продлением до ${extendableTo}` : ''}${source ? ` — ${source}` : ''}`,
  );
  if (answer.provisional)
    lines.push('Переносы выходных на этот год программе ещё не известны: срок предварительный.');
  return lines.join('\n');
}
