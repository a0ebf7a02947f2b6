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
      return { title: speaker.t('history.other', { type: entry.type }), lines: [] };
  }
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
