import { z } from 'zod';

export const ROLES = [
  'operator',
  'moderator',
  'coordinator',
  'executor',
  'approver',
  'curator',
  'quality_controller',
  'analyst',
  'head',
  'federal_curator',
  'administrator',
] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** What an endpoint asks of its caller. `public` needs nobody, `signed_in` anybody with a session. */
export const PERMISSIONS = [
  'public',
  'signed_in',
  'appeals.read',
  'appeals.register_on_behalf',
  'personal_data.read',
  'triage.decide',
  'cases.act',
  'cases.answer',
  'answers.approve',
  'insight.read',
  'spikes.decide',
  'control.read',
  'quality.review',
  'kpi.read',
  'process.record',
  'metrics.read',
  'channels.manage',
  'sources.manage',
  'candidates.decide',
  // The line's calls: figures and whom to call back, numbers hidden without «personal_data.read».
  'calls.read',
  'people.manage',
  'tokens.manage',
  'delegations.grant',
  'norms.change',
  'templates.change',
  'chains.change',
  'crisis.manage',
  'exports.make',
  'identities.link',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/**
 * Role → what it may do. WHOSE cases it may do it to is the account's scope (body, sectors, territory), not the role.
 * A role absent from a row cannot pass, whatever the interface shows.
 */
export const ROLE_PERMISSIONS: Record<Role, readonly Permission[]> = {
  operator: [
    'candidates.decide',
    'calls.read',
    'appeals.read',
    'cases.act',
    'cases.answer',
    'appeals.register_on_behalf',
    'personal_data.read',
    'identities.link',
    'triage.decide',
    'insight.read',
    'spikes.decide',
  ],
  moderator: [
    'candidates.decide',
    'calls.read',
    'appeals.read',
    'cases.act',
    'cases.answer',
    'personal_data.read',
    'triage.decide',
    'insight.read',
  ],
  coordinator: [
    'candidates.decide',
    'calls.read',
    'appeals.read',
    'exports.make',
    'templates.change',
    'cases.act',
    'cases.answer',
    'answers.approve',
    'delegations.grant',
    'personal_data.read',
    'triage.decide',
    'insight.read',
    'spikes.decide',
    'control.read',
  ],
  executor: ['appeals.read', 'cases.act', 'cases.answer', 'personal_data.read'],
  approver: [
    'appeals.read',
    'templates.change',
    'cases.act',
    'cases.answer',
    'answers.approve',
    'delegations.grant',
    'personal_data.read',
    'control.read',
  ],
  curator: [
    'calls.read',
    'appeals.read',
    'exports.make',
    'crisis.manage',
    'templates.change',
    'chains.change',
    'cases.act',
    'answers.approve',
    'triage.decide',
    'insight.read',
    'spikes.decide',
    'control.read',
    'quality.review',
    'kpi.read',
  ],
  quality_controller: [
    'calls.read',
    'appeals.read',
    'cases.act',
    'answers.approve',
    'insight.read',
    'control.read',
    'quality.review',
    'kpi.read',
  ],
  analyst: [
    'calls.read',
    'appeals.read',
    'exports.make',
    'crisis.manage',
    'insight.read',
    'spikes.decide',
    'kpi.read',
  ],
  head: [
    'calls.read',
    'appeals.read',
    'exports.make',
    'crisis.manage',
    'cases.act',
    'answers.approve',
    'insight.read',
    'spikes.decide',
    'control.read',
    'kpi.read',
    'process.record',
  ],
  // Federal colleagues see counts, never a case.
  federal_curator: ['insight.read'],
  administrator: [
    'calls.read',
    'appeals.read',
    'exports.make',
    'crisis.manage',
    'templates.change',
    'chains.change',
    'norms.change',
    'cases.act',
    'people.manage',
    'tokens.manage',
    'delegations.grant',
    'appeals.register_on_behalf',
    'personal_data.read',
    'identities.link',
    'triage.decide',
    'insight.read',
    'spikes.decide',
    'metrics.read',
    'channels.manage',
    'sources.manage',
    'candidates.decide',
    'control.read',
    'quality.review',
    'kpi.read',
    'process.record',
  ],
};

/** Does this role pass this permission? */
export function allows(role: Role | null, permission: Permission): boolean {
  if (permission === 'public') return true;
  if (role === null) return false;
  return permission === 'signed_in' || ROLE_PERMISSIONS[role].includes(permission);
}

/** Whoever asks, as far as permissions go. */
export interface Permitted {
  role: Role;
  /** What an API key was given; null for a session, which may all that its role may. */
  scopes: readonly Permission[] | null;
}

/** Does this caller pass: by the role, and by the scopes where a key narrows it? A signed-in door opens to any key. */
export function may(caller: Permitted | null, permission: Permission): boolean {
  if (!allows(caller?.role ?? null, permission)) return false;
  if (!caller?.scopes || permission === 'public' || permission === 'signed_in') return true;
  return caller.scopes.includes(permission);
}
