// The demo region: invented residents, texts and events on a real map, so that a newcomer sees the product at
// work and every claim of its screens can be checked against what was planted (stories.ts).
// Invariant: the same seed, region and anchor give the same appeals, in whatever parts the period is asked for.
// Entrance: `generateDemoAppeals`.
export { type DemoAppeal, type DemoOptions, generateDemoAppeals } from './generate-demo-appeals.ts';
export { type PlannedPhase, planStories } from './plan-stories.ts';
export { type DemoStory, STORIES } from './stories.ts';
export type { DemoMunicipality, DemoRegion } from './territory.ts';
