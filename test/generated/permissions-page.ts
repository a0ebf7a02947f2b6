import { allows, ROLE_PERMISSIONS, ROLES } from '../../contract/access.ts';
import { type Endpoint, endpoints, permissionsOf } from '../../contract/endpoints.ts';

const HEADING = `# Who may call what

Written by \`npm run schema\` from [contract/access.ts](../contract/access.ts) and [contract/endpoints.ts](../contract/endpoints.ts);
do not edit. A test calls every endpoint as every role and compares the answers with this table.

A role says **what** a person may do. **Whose** cases he may do it to is the scope of his account (bodies with everything under
them, sectors, municipalities): see [server/access/scope.ts](../server/access/scope.ts).
`;

/** The page of role × endpoint: «yes» where the door opens, empty where it answers 403 (401 without a session). */
export function permissionsPage(): string {
  return [HEADING, '## Endpoints\n', endpointTable(), '\n## Permissions of a role\n', roleTable(), ''].join(
    '\n',
  );
}

function endpointTable(): string {
  const columns = ['nobody', ...ROLES];
  const rows = Object.values(endpoints as Record<string, Endpoint>).map((endpoint) => [
    `\`${endpoint.method} ${endpoint.path}\``,
    permissionsOf(endpoint).join(', '),
    ...[null, ...ROLES].map((role) =>
      permissionsOf(endpoint).every((permission) => allows(role, permission)) ? 'yes' : '',
    ),
  ]);
  return table(['Endpoint', 'Permission', ...columns], rows);
}

function roleTable(): string {
  return table(
    ['Role', 'Permissions'],
    ROLES.map((role) => [role, ROLE_PERMISSIONS[role].join(', ')]),
  );
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
