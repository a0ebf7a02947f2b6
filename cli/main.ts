import { Command, CommanderError } from 'commander';
import { TableError } from '../server/platform/tabular/table-error.ts';
import { classifyCommand } from './classify.ts';
import { deadlineCommand } from './deadline.ts';
import { demoSeedCommand } from './demo-seed.ts';
import { geoCommand } from './geo.ts';
import { importCommand } from './import.ts';
import { modelCommand } from './model.ts';
import { openapiCommand } from './openapi.ts';
import { regionCommand } from './region.ts';
import { demoCommand, startCommand } from './start.ts';
import { trainCommand } from './train.ts';
import { userCommand } from './user.ts';

/** Exit codes of every command: done · failed · asked wrongly. */
const FAILED = 1;
const MISUSED = 2;

const program = new Command('otklik')
  .description('Отклик — открытый центр управления регионом')
  .helpOption('-h, --help', 'эта справка')
  .helpCommand('help [команда]', 'справка по команде')
  .showHelpAfterError('Справка: otklik help <команда>')
  .addCommand(startCommand())
  .addCommand(demoCommand())
  .addCommand(importCommand())
  .addCommand(geoCommand())
  .addCommand(regionCommand())
  .addCommand(trainCommand())
  .addCommand(classifyCommand())
  .addCommand(deadlineCommand())
  .addCommand(modelCommand())
  .addCommand(userCommand())
  .addCommand(openapiCommand())
  .addCommand(demoSeedCommand(), { hidden: true });

function overrideExits(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) overrideExits(child);
}
overrideExits(program);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) {
    // Commander has already said what is wrong; help and version end well.
    if (error.exitCode === 0) return 0;
    return error.code.startsWith('commander.') && error.code !== 'commander.error' ? MISUSED : error.exitCode;
  }
  const message = error instanceof Error ? error.message : String(error);
  if (process.argv.includes('--json')) console.log(JSON.stringify({ error: message }));
  else console.error(message);
  if (process.env.LOG_LEVEL === 'debug' && error instanceof Error) console.error(error.stack);
  return error instanceof TableError ? MISUSED : FAILED;
}
