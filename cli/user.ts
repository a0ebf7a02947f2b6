import { Command } from 'commander';
import { ROLES, Role } from '../contract/access.ts';
import { addAccount } from '../server/access/index.ts';
import { withStore } from './open-store.ts';

const list = (value: string) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** `otklik user add`: an account of a member of staff. The password comes from the environment, not from the command line. */
export function userCommand(): Command {
  const add = new Command('add')
    .description('завести сотрудника или задать его заново; пароль берётся из OTKLIK_PASSWORD')
    .argument('<логин>')
    .requiredOption('--name <имя>', 'как показывать на экранах')
    .requiredOption('--role <роль>', ROLES.join(', '))
    .requiredOption('--region <код>', 'код региона')
    .option('--organisation <код>', 'организация сотрудника')
    .option('--sectors <коды>', 'видит только эти блоки (через запятую)', list)
    .option('--municipalities <коды>', 'видит только эти муниципалитеты', list)
    .option('--organisations <коды>', 'видит только дела этих организаций и подчинённых им', list)
    .option('--json', 'ответ в JSON')
    .action(async (login: string, options, command: Command) => {
      const role = Role.safeParse(options.role);
      if (!role.success)
        command.error(`Нет роли «${options.role}». Роли: ${ROLES.join(', ')}.`, { exitCode: 2 });
      const password = process.env.OTKLIK_PASSWORD ?? '';
      if (password.length < 8) {
        command.error('Задайте пароль не короче 8 знаков: OTKLIK_PASSWORD=… npx otklik user add …', {
          exitCode: 2,
        });
      }
      await withStore(({ pool }) =>
        addAccount(pool, options.region, {
          login,
          name: options.name,
          password,
          role: role.data!,
          organisation: options.organisation,
          scopeOrganisations: options.organisations,
          scopeSectors: options.sectors,
          scopeMunicipalities: options.municipalities,
        }),
      );
      console.log(options.json ? JSON.stringify({ login }) : `Заведён: ${login}`);
    });
  return new Command('user').description('сотрудники').addCommand(add);
}
