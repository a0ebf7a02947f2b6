/**
 * What the wave detector assumes. Tuned on injected waves of seeds 101–114 (docs/spikes.md); the regions' own history
 * sets levels, over-dispersion, bursts and the threshold, these only say how fast and with how much borrowed.
 */
export interface WaveParameters {
  /** Half-life of a cell's level, days. */
  levelHalfLife: number;
  /** Weight of the borrowed level (topic × place) beside the cell's own days. */
  levelPriorDays: number;
  /** Expected counts after which a topic's own day-of-week pattern outweighs the whole region's. */
  dayTypePrior: number;
  /** Expected counts of the topic elsewhere after which its common movement is believed by half. */
  movementPrior: number;
  /** Half-life of the common movement, days: weather lasts. */
  movementHalfLife: number;
  /** The moments that measure over-dispersion also measure level changes; they are believed by this share. */
  dispersionFactor: number;
  /** Squared expected counts after which a cell's own over-dispersion outweighs its topic's. */
  dispersionPrior: number;
  /** Share of days on which one author or one street writes many appeals at once; before anything is known. */
  burstShare: number;
  /** Days after which a cell's own share of such days outweighs the topic's. */
  burstPriorDays: number;
  /** Mean size of a burst: expected + `burstOffset` + `burstFactor` × expected, the last up to `burstMeanMax`. */
  burstFactor: number;
  burstMeanMax: number;
  burstOffset: number;
  /** Waves looked for: level × size, at least `addedMin × size` appeals a day more; and their weights. */
  waveSizes: readonly [number, number, number];
  waveWeights: readonly [number, number, number];
  addedMin: number;
  /** Weight of a wave that began today, yesterday … six days ago, at a rate of one alarm a cell-year or less. */
  earlyWeights: readonly [number, number, number, number, number, number, number];
  /** Rate at and above which all ages weigh alike. */
  patientRate: number;
  /** Evidence below which a quiet day ends the story; above what a single quiet day leaves, or it would never end. */
  forgetBelow: number;
  /** Weight of a one-day surge of tens of the usual counts, which the waves above do not describe. */
  surgeWeight: number;
  /** A count above this multiple of the expected teaches the level only so much. */
  levelCap: number;
  /** Days after an alarm in which only stronger evidence, by `repeatGrowth`, raises another. */
  repeatDays: number;
  repeatGrowth: number;
  /** Each alarm raises its cell's threshold by so much, fading with this time constant in days. */
  alarmBump: number;
  alarmFadeDays: number;
}

export const WAVE_PARAMETERS: WaveParameters = {
  levelHalfLife: 40,
  levelPriorDays: 3,
  dayTypePrior: 20,
  movementPrior: 40,
  movementHalfLife: 0.01,
  dispersionFactor: 0.9,
  dispersionPrior: 3,
  burstShare: 0.02,
  burstPriorDays: 40,
  burstFactor: 2,
  burstMeanMax: 20,
  burstOffset: 4,
  waveSizes: [1.5, 2, 3],
  waveWeights: [1 / 2.7, 1 / 2.7, 0.7 / 2.7],
  addedMin: 0.75,
  earlyWeights: [1.4, 1.2, 1, 0.7, 0.3, 0.1, 0.03],
  patientRate: 2.5,
  forgetBelow: 0.6,
  surgeWeight: 0.05,
  levelCap: 2,
  repeatDays: 5,
  repeatGrowth: 3,
  alarmBump: 2,
  alarmFadeDays: 40,
};
