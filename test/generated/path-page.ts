import { FINAL_STATUSES, STATUSES, type Status } from '../../contract/vocabulary.ts';
import { type Actor, PATH } from '../../server/casework/path-of-a-case.ts';
import { foreignStates, fromForeign, toForeign, VOCABULARIES } from '../../server/registry/vocabularies.ts';

const HEADING = `# The path of a case

Written by \`npm run schema\` from [server/casework/path-of-a-case.ts](../server/casework/path-of-a-case.ts) and
[server/registry/vocabularies.ts](../server/registry/vocabularies.ts); do not edit. What is not here is refused.
`;

/** The page of statuses and actions: a diagram, the table behind it, and the words of other systems. */
export function pathPage(): string {
  return [
    HEADING,
    diagram(),
    '\n## Actions\n',
    actionTable(),
    '\n## Words of other systems\n',
    words(),
    '',
  ].join('\n');
}

function diagram(): string {
  const arrows = new Map<string, string[]>();
  for (const [action, { from, to }] of Object.entries(PATH))
    for (const start of from)
      for (const end of to) {
        if (end === 'stay' || end === start) continue;
        const key = `${start} --> ${end}`;
        arrows.set(key, [...(arrows.get(key) ?? []), action]);
      }
  return [
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> moderation',
    '  [*] --> routed',
    ...[...arrows].map(([arrow, actions]) => `  ${arrow}: ${actions.join(', ')}`),
    ...FINAL_STATUSES.map((status) => `  ${status} --> [*]`),
    '```',
  ].join('\n');
}

function actionTable(): string {
  return table(
    ['Action', 'From', 'To', 'Who', 'Must bring', 'What follows', 'Event'],
    Object.entries(PATH).map(([action, line]) => [
      action,
      line.from.join(', '),
      line.to.join(' or '),
      line.by.map(actorText).join('; '),
      line.demands.join(', '),
      line.follows.join(', '),
      `\`${line.event}\``,
    ]),
  );
}

function actorText(actor: Actor): string {
  return 'roles' in actor ? `${actor.side}: ${actor.roles.join(', ')}` : actor.side;
}

function words(): string {
  const rows = STATUSES.map((status) => [
    status,
    ...VOCABULARIES.map((name) => text(toForeign(name, { status }))),
  ]);
  const back = VOCABULARIES.flatMap((name) =>
    foreignStates(name).map((state) => {
      const own = fromForeign(name, state)!;
      return [name, text(state), `${own.status as Status}${own.outcome ? `, ${own.outcome}` : ''}`];
    }),
  );
  return [table(['Ours', ...VOCABULARIES], rows), '', table(['System', 'Theirs', 'Ours'], back)].join('\n');
}

function text({ step, result }: { step: string; result?: string }): string {
  return result ? `${step} / ${result}` : step;
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
