import type { Kind, TriageState } from '../../contract/vocabulary.ts';

/** What triage has to say before a row can be written. */
export interface TriageDecision {
  kind: Kind;
  topic: string | null;
  topicP: number | null;
  suggestions: { code: string; p: number }[];
  modelVersion: string | null;
  municipality: string | null;
  placeWhy: string | null;
  lat: number | null;
  lon: number | null;
  urgency: number;
  urgencyReasons: string[];
  organisation: string;
  coExecutors: string[];
  routeWhy: string;
  /** The body whose own action the author complains of; it never gets the case. */
  aboutOrganisation?: string | null;
  state: TriageState;
  dueAt: Date;
  /** Id of the deadline policy that these terms come from. */
  policy?: string;
  deadlineSteps: { step: string; dueAt: string; source: string }[];
}
