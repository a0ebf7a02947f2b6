import { Command } from 'commander';
import { openApiDocument } from '../server/app/open-api.ts';

/** `otklik openapi`: the description of the HTTP interface, on the screen. */
export function openapiCommand(): Command {
  return new Command('openapi')
    .description('описание интерфейса (OpenAPI 3.1)')
    .option('--json', 'всегда JSON; для единообразия')
    .action(() => console.log(JSON.stringify(openApiDocument(), null, 2)));
}
