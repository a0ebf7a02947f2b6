import type { HistoryEntry } from '../../../contract/appeals.ts';
import type { RegistryIndex } from '../../api/registry.ts';

export interface HistoryWords {
  title: string;
  lines: string[];
}

interface Speaker {
  t: (key: string, values?: Record<string, unknown>) => string;
  share: (value: number) => string;
  moment: (iso: string) => string;
  registry: RegistryIndex;
}

type Side = Record<string, unknown>;

/** An entry of the event log as a sentence and what is worth knowing beside it. An unknown event keeps its name. */
export function historyWords(entry: HistoryEntry, speaker: Speaker): HistoryWords {
  const { details } = entry;
  switch (entry.type) {
    case 'appeal.registered':
      return registered(details, speaker);
    case 'triage.decided':
      return decided(side(details.before), side(details.after), speaker);
    case 'triage.undone':
      return {
        title: speaker.t('history.undone'),
        lines: changes(side(details.before), side(details.after), speaker),
      };
    default:
      return { title: eventTitle(entry.type, speaker.t), lines: lifeLines(entry.type, details, speaker) };
  }
}

/** Events of a case's life that have words of their own, `history.life.<name>`: those of the path, and what was heard or said. */
export const LIFE_EVENTS = [
  'taken',
  'assigned',
  'transferred',
  'returned_to_triage',
  'handed_out',
  'result_received',
  'resident_asked',
  'interim_answered',
  'postponed',
  'resumed',
  'extension_asked',
  'extended',
  'extension_refused',
  'submitted',
  'approved',
  'draft_returned',
  'solution_confirmed',
  'solution_refused',
  'rating_asked',
  'rated',
  'disputed',
  'closed',
  'rejected',
  'withdrawn',
  'reopened',
] as const;

/** Work beside the path, and what the clock does. */
const WORK_EVENTS = [
  'noted',
  'attached',
  'part_asked',
  'part_settled',
  'part_handed',
  'part_confirmed',
  'part_returned',
  'linked',
  'joined',
  'parted',
  'split',
  'escalated',
  'escalation_acknowledged',
  'terms_recalculated',
] as const;

const OTHERS: Readonly<Record<string, string>> = {
  'appeal.registered': 'history.begun',
  'triage.decided': 'history.confirmed',
  'triage.undone': 'history.undone',
  'message.received': 'history.message',
  'promise.broken': 'history.promiseBroken',
  'identity.linked': 'history.identityLinked',
  'identity.unlinked': 'history.identityUnlinked',
};

/** The event in a few words, without what is beside it: also for «что изменилось» after a refusal. */
export function eventTitle(type: string, t: Speaker['t']): string {
  const name = type.startsWith('case.') ? type.slice('case.'.length) : null;
  if (name && ([...LIFE_EVENTS, ...WORK_EVENTS] as readonly string[]).includes(name))
    return t(`history.life.${name}`);
  const other = OTHERS[type];
  return other ? t(other) : t('history.other', { type });
}

function lifeLines(type: string, details: Side, { t, moment, registry }: Speaker): string[] {
  const lines: string[] = [];
  const say = (key: string, value: unknown) => {
    if (value !== undefined && value !== null && value !== '') lines.push(t(`history.of.${key}`, { value }));
  };
  const day = (value: unknown) =>
    typeof value === 'string' ? moment(`${value}T06:00:00Z`).replace(/, \d\d:\d\d$/, '') : undefined;
  switch (type) {
    case 'case.assigned':
      say('to', details.to);
      break;
    case 'case.transferred':
      say('organisation', registry.organisationName(text(details.to)));
      if (details.curator) say('curator', registry.organisationName(text(details.wanted)));
      break;
    case 'case.handed_out':
      say('to', details.to);
      break;
    case 'case.submitted':
      if (details.after === 'answered') say('sent', true);
      say('edition', details.edition);
      say('despite', details.despite);
      break;
    case 'case.approved':
      if (typeof details.left === 'number') say('left', details.left);
      break;
    case 'case.postponed':
      say('why', t(`casework:postponeWhy.${details.why}`));
      break;
    case 'case.rejected':
      say('why', t(`casework:rejectWhy.${details.why}`));
      break;
    case 'case.extension_asked':
    case 'case.extended':
    case 'case.extension_refused':
      say('days', details.days);
      break;
    case 'case.solution_confirmed':
      say('how', t(`casework:how.${details.how}`));
      break;
    case 'case.attached':
      if (typeof details.purpose === 'string') say('purpose', t(`casefile:file.purpose.${details.purpose}`));
      break;
    case 'case.part_asked':
    case 'case.part_settled':
    case 'case.part_handed':
    case 'case.part_confirmed':
    case 'case.part_returned':
      say('to', text(details.contractor) ?? registry.organisationName(text(details.organisation)));
      if (typeof details.state === 'string') say('state', t(`casefile:part.state.${details.state}`));
      break;
    case 'case.linked':
    case 'case.joined':
    case 'case.split':
      say('case', details.other ?? details.lead ?? details.part);
      break;
    case 'case.rated':
      say('stars', details.stars);
      break;
    case 'identity.linked':
      say('proof', t(`history.proof.${details.proof}`));
      if (typeof details.channel === 'string') say('channel', t(`vocabulary:channel.${details.channel}`));
      break;
    case 'message.received':
      if (typeof details.channel === 'string') say('channel', t(`vocabulary:channel.${details.channel}`));
  }
  if (typeof details.outcome === 'string' && type !== 'case.rated')
    say('outcome', t(`vocabulary:outcome.${details.outcome}`));
  say('until', day(details.until) ?? day(details.planDate));
  say('reason', details.reason);
  return lines;
}

function registered(details: Side, { t, share, moment, registry }: Speaker): HistoryWords {
  const channel = typeof details.channel === 'string' ? t(`vocabulary:channel.${details.channel}`) : '';
  const lines: string[] = [];
  if (typeof details.topic === 'string') {
    const topic = registry.topicName(details.topic);
    lines.push(
      typeof details.p === 'number'
        ? t('history.topicSure', { topic, p: share(details.p) })
        : t('history.topic', { topic }),
    );
  }
  if (details.triage === 'queue') lines.push(t('history.waits'));
  else if (typeof details.organisation === 'string') {
    lines.push(t('history.routed', { organisation: registry.organisationName(details.organisation) }));
  }
  if (typeof details.due === 'string') lines.push(t('history.due', { when: moment(details.due) }));
  return { title: t('history.registered', { channel }), lines };
}

function decided(before: Side, after: Side, speaker: Speaker): HistoryWords {
  const { t, registry } = speaker;
  const lines = changes(before, after, speaker);
  if (typeof after.organisation === 'string' && after.organisation === before.organisation) {
    lines.push(t('history.routed', { organisation: registry.organisationName(after.organisation) }));
  }
  const corrected = after.topic !== before.topic;
  return { title: t(corrected ? 'history.corrected' : 'history.confirmed'), lines };
}

/** «Тема: было → стало» for everything that is named on the screen and differs. */
function changes(before: Side, after: Side, { t, moment, registry }: Speaker): string[] {
  const named: readonly [key: string, name: (value: unknown) => string][] = [
    ['topic', (value) => registry.topicName(text(value)) || t('vocabulary:field.topicMissing')],
    [
      'municipality',
      (value) => registry.municipalityName(text(value)) || t('vocabulary:field.municipalityMissing'),
    ],
    ['organisation', (value) => registry.organisationName(text(value))],
    ['kind', (value) => t(`vocabulary:kind.${value}`)],
    ['urgency', (value) => t(`vocabulary:urgency.${value}`)],
    ['due_at', (value) => (typeof value === 'string' ? moment(value) : t('left.none'))],
  ];
  return named
    .filter(([key]) => key in after && key in before && after[key] !== before[key])
    .map(([key, name]) =>
      t('history.change', { what: t(`history.field.${key}`), from: name(before[key]), to: name(after[key]) }),
    );
}

const text = (value: unknown) => (typeof value === 'string' ? value : null);
const side = (value: unknown): Side => (value && typeof value === 'object' ? (value as Side) : {});
