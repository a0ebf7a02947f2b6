// Ordinary troubles of two years, planted: an outage here, a burst main there. They are told in the topic's own words and are there so
// that most of what the watch finds in the demo is something that happened.
import type { DemoStory } from './stories.ts';

type Row = readonly [
  topicCode: string,
  municipalityCode: string,
  daysBefore: number,
  days: number,
  size: number,
];

const ROWS: readonly Row[] = [
  ['energy.outage', '50650000', 19, 2, 38],
  ['waste.collection', '50717000', 33, 4, 52],
  ['housing.water.burst', '50712000', 41, 2, 30],
  ['communication.mobile', '50636000', 58, 3, 34],
  ['housing.sewer.blockage', '50708000', 66, 2, 32],
  ['energy.outage', '50638000', 79, 2, 46],
  ['transport.drivers', '50740000', 97, 3, 30],
  ['housing.water.quality', '50656000', 104, 5, 44],
  ['animals.stray-dogs', '50642000', 118, 3, 36],
  ['housing.building.lifts', '50708000', 129, 3, 34],
  ['communication.internet', '50659000', 142, 2, 30],
  ['waste.containers', '50657000', 155, 4, 40],
  ['energy.outage', '50617000', 171, 2, 48],
  ['health.free-medicines', '50604000', 183, 5, 42],
  ['housing.management.billing', '50740000', 196, 4, 58],
  ['roads.repair-quality', '50648000', 208, 3, 34],
  ['ecology.air', '50712000', 221, 3, 46],
  ['housing.water.no-cold', '50623000', 233, 3, 50],
  ['transport.routes', '50615000', 247, 4, 44],
  ['waste.fees', '50632000', 259, 4, 38],
  ['energy.voltage', '50606000', 272, 3, 32],
  ['housing.management.company', '50717000', 284, 4, 40],
  ['communication.post', '50627000', 297, 4, 30],
  ['energy.outage', '50621000', 311, 2, 44],
  ['landscaping.manholes', '50708000', 325, 2, 30],
  ['health.referrals', '50652000', 338, 4, 36],
  ['housing.water.burst', '50657000', 351, 2, 34],
  ['waste.collection', '50604000', 388, 4, 56],
  ['energy.outage', '50642000', 431, 2, 42],
  ['housing.water.quality', '50619000', 476, 4, 38],
  ['communication.mobile', '50610000', 530, 3, 34],
  ['transport.drivers', '50630000', 588, 3, 36],
  ['energy.outage', '50659000', 640, 2, 40],
];

export const TROUBLES: readonly DemoStory[] = ROWS.map(
  ([topicCode, municipalityCode, daysBefore, days, size]) => ({
    code: `trouble-${daysBefore}`,
    title: `${topicCode}, ${municipalityCode}`,
    topicCode,
    municipalityCode,
    texts: [],
    phases: [{ name: 'несколько дней', start: { daysBefore }, days, flow: { shape: 'burst', size } }],
  }),
);
