import type { LeafTopic } from '../registry/taxonomy.ts';
import type { Season } from './seasons.ts';

export type TopicProfile = {
  /** Share of the yearly flow, relative to the other topics. */
  weight: number;
  season: Season;
  /** How often the topic comes from a city and from the country, per head. */
  city: number;
  rural: number;
};

type Lean = 'city' | 'rural' | 'both';
type Row = readonly [weight: number, season?: Season, lean?: Lean];

// Weights follow what public reports of response centres agree on: roads, housing, waste, health and yards
// make two thirds of the flow (checklist of the founding documents: «дороги, благоустройство, ЖКХ, медицина»).
const ROWS: Record<string, Row> = {
  'roads.potholes': [34, 'thaw'],
  'roads.repair-quality': [10, 'warm'],
  'roads.construction': [8, 'even', 'rural'],
  'roads.snow': [30, 'snow'],
  'roads.sidewalk-snow': [16, 'snow', 'city'],
  'roads.cleaning': [6, 'thaw', 'city'],
  'roads.lighting': [20, 'dark'],
  'roads.unpaved': [12, 'rain', 'rural'],
  'roads.flooding': [9, 'rain'],
  'roads.congestion': [6, 'even', 'city'],
  'transport.schedule': [24],
  'transport.crowding': [10, 'even', 'city'],
  'transport.routes': [9],
  'transport.vehicles': [6, 'even', 'city'],
  'transport.drivers': [8, 'even', 'city'],
  'transport.scooters': [4, 'summerGreen', 'city'],
  'transport.metro': [3, 'even', 'city'],
  'housing.water.no-cold': [14],
  'housing.water.no-hot': [12, 'noHotWater', 'city'],
  'housing.water.quality': [8, 'even', 'rural'],
  'housing.water.burst': [8],
  'housing.water.standpipes': [4, 'even', 'rural'],
  'housing.heating.cold': [22, 'heating', 'city'],
  'housing.heating.season': [8, 'heatingEdge', 'city'],
  'housing.heating.burst': [5, 'heating', 'city'],
  'housing.sewer.blockage': [8, 'even', 'city'],
  'housing.building.roof-leak': [10, 'rain', 'city'],
  'housing.building.icicles': [8, 'icicles', 'city'],
  'housing.building.entrance': [9, 'even', 'city'],
  'housing.building.lifts': [6, 'even', 'city'],
  'housing.management.company': [14, 'even', 'city'],
  'housing.management.billing': [14],
  'housing.management.capital-repair': [7, 'even', 'city'],
  'housing.dilapidated': [6],
  'landscaping.yards': [10, 'warm', 'city'],
  'landscaping.yard-potholes': [8, 'thaw', 'city'],
  'landscaping.yard-snow': [16, 'snow', 'city'],
  'landscaping.yard-cleaning': [7, 'warm', 'city'],
  'landscaping.playgrounds': [9, 'warm', 'city'],
  'landscaping.parks': [6, 'warm', 'city'],
  'landscaping.trees': [10, 'warm', 'city'],
  'landscaping.fallen-trees': [4, 'warm'],
  'landscaping.greenery': [7, 'summerGreen', 'city'],
  'landscaping.hogweed': [3, 'summerGreen'],
  'landscaping.manholes': [4],
  'landscaping.lighting': [8, 'dark', 'city'],
  'landscaping.parking': [7, 'even', 'city'],
  'landscaping.ticks': [5, 'ticks'],
  'landscaping.cemeteries': [3, 'warm'],
  'waste.collection': [22],
  'waste.bulky': [6, 'warm'],
  'waste.containers': [9],
  'waste.dumps': [9, 'warm'],
  'waste.fees': [8],
  'energy.outage': [12],
  'energy.voltage': [5, 'heating', 'rural'],
  'energy.gasification': [6, 'even', 'rural'],
  'energy.solid-fuel': [4, 'fuelwood', 'rural'],
  'health.appointment': [24, 'flu'],
  'health.home-visit': [8, 'flu'],
  'health.queues': [7, 'flu'],
  'health.staff-shortage': [9, 'even', 'rural'],
  'health.ambulance': [5, 'flu'],
  'health.care-quality': [9],
  'health.free-medicines': [10],
  'health.pharmacies': [4, 'flu'],
  'health.referrals': [6],
  'health.hotline': [3, 'flu'],
  'health.vaccination': [3, 'flu'],
  'education.kindergarten-places': [5, 'enrolment'],
  'education.school-admission': [4, 'enrolment', 'city'],
  'education.meals': [4, 'school'],
  'education.school-bus': [3, 'school', 'rural'],
  'education.buildings': [5, 'school'],
  'education.cold-classes': [3, 'heating'],
  'education.teachers-shortage': [3, 'school'],
  'education.staff-conduct': [4, 'school'],
  'education.bullying': [2, 'school'],
  'education.fees': [3, 'school'],
  'education.exams': [2, 'exams'],
  'education.summer-camps': [3, 'camps'],
  'education.e-diary': [2, 'school'],
  'social.child-benefits': [9],
  'social.housing-subsidy': [5, 'heating'],
  'social.targeted-aid': [4],
  'social.pensions': [4],
  'ecology.air': [7, 'even', 'city'],
  'ecology.water': [3, 'summerGreen'],
  'labour.wages': [5],
  'safety.public-order': [6, 'warm', 'city'],
  'safety.floods': [3, 'flood', 'rural'],
  'safety.wildfires': [3, 'fires', 'rural'],
  'safety.water-safety': [1.5, 'summerGreen'],
  'animals.stray-dogs': [14],
  'animals.wild': [1, 'warm', 'rural'],
  'communication.internet': [7],
  'communication.mobile': [6, 'even', 'rural'],
  'communication.post': [4, 'even', 'rural'],
  'culture.events': [3, 'celebrations'],
  'culture.buildings': [2, 'even', 'rural'],
  'economy.prices': [4],
  'economy.shops': [3, 'even', 'rural'],
  'construction.infill': [4, 'even', 'city'],
  'government.officials': [6],
  'government.portal': [3],
  'military.payments': [6],
  'military.families': [4],
  'tourism.infrastructure': [1, 'summerGreen'],
};

// What a group is like where the table above is silent.
const GROUPS: Record<string, Row> = {
  agriculture: [1.2, 'field', 'rural'],
  education: [2, 'school'],
  health: [2.5],
  housing: [3],
  landscaping: [3, 'warm', 'city'],
  roads: [4],
  social: [2.2],
  transport: [2.2],
  waste: [2],
  energy: [2],
};

const LEANS: Record<Lean, { city: number; rural: number }> = {
  city: { city: 1, rural: 0.3 },
  rural: { city: 0.12, rural: 1.6 },
  both: { city: 1, rural: 1 },
};

/** How a leaf topic comes in: its weight, season and lean. «Прочее» is a fifth of an ordinary topic. */
export function profileOf(topic: LeafTopic): TopicProfile {
  const group = GROUPS[topic.code.split('.')[0]!] ?? [1.2];
  const row = ROWS[topic.code] ?? group;
  const rest = topic.code.endsWith('.other') ? 0.2 : 1;
  return { weight: row[0] * rest, season: row[1] ?? 'even', ...LEANS[row[2] ?? 'both'] };
}
