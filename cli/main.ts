import { Command, CommanderError } from 'commander';
import { TableError } from '../server/platform/tabular/table-error.ts';

/** Exit codes of every command: done · failed · asked wrongly. */
const FAILED = 1;
const MISUSED = 2;

/** Each command is loaded when it is called: a server that restarts after a crash does not read the rest of the product first. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./start.ts')).startCommand(),
  demo: async () => (await import('./start.ts')).demoCommand(),
  import: async () => (await import('./import.ts')).importCommand(),
  calls: async () => (await import('./calls.ts')).callsCommand(),
  export: async () => (await import('./export.ts')).exportCommand(),
  geo: async () => (await import('./geo.ts')).geoCommand(),
  region: async () => (await import('./region.ts')).regionCommand(),
  train: async () => (await import('./train.ts')).trainCommand(),
  classify: async () => (await import('./classify.ts')).classifyCommand(),
  deadline: async () => (await import('./deadline.ts')).deadlineCommand(),
  spikes: async () => (await import('./spikes.ts')).spikesCommand(),
  model: async () => (await import('./model.ts')).modelCommand(),
  monitoring: async () => (await import('./monitoring.ts')).monitoringCommand(),
  user: async () => (await import('./user.ts')).userCommand(),
  openapi: async () => (await import('./openapi.ts')).openapiCommand(),
};
/** Run by the server itself. */
const INNER: Record<string, () => Promise<Command>> = {
  'demo-seed': async () => (await import('./demo-seed.ts')).demoSeedCommand(),
};

try {
  const program = await programFor(process.argv[2]);
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

async function programFor(name: string | undefined): Promise<Command> {
  const program = new Command('otklik')
    .description('Отклик — открытый центр управления регионом')
    .helpOption('-h, --help', 'эта справка')
    .helpCommand('help [команда]', 'справка по команде')
    .showHelpAfterError('Справка: otklik help <команда>');
  const called = { ...COMMANDS, ...INNER }[name ?? ''];
  // Help, a mistyped name: every command has its line.
  const loaded = called ? [called] : Object.values(COMMANDS);
  for (const load of loaded) program.addCommand(await load());
  overrideExits(program);
  return program;
}

function overrideExits(command: Command): void {
  command.exitOverride();
  for (const child of command.commands) overrideExits(child);
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
