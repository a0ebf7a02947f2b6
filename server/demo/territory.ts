import { hashOf, runningSums, seededRandom } from './random.ts';

export type DemoRegion = {
  code: string;
  /** IANA name. */
  timeZone: string;
  municipalities: readonly DemoMunicipality[];
};
export type DemoMunicipality = {
  code: string;
  name: string;
  kind: 'city' | 'district' | 'okrug';
  population: number;
  /** Latitude, longitude. */
  centre: readonly [number, number];
  settlements?: readonly { name: string; kind?: string; lat: number; lon: number }[];
};

/** Where house 0 would stand, the way to the next one, and from the middle of the street to its even side. Degrees. */
export type DemoStreet = {
  name: string;
  at: string;
  lat: number;
  lon: number;
  dLat: number;
  dLon: number;
  sideLat: number;
  sideLon: number;
};
export type DemoSettlement = {
  name: string;
  short: string;
  lat: number;
  lon: number;
  streets: readonly DemoStreet[];
};
export type DemoPlaces = { settlements: readonly DemoSettlement[]; sums: Float64Array };

// Degrees of latitude: between neighbouring numbers, from the middle of a street to its houses, between parallel streets.
const HOUSE_STEP = 0.00012;
const SIDE = 0.0002;
const BLOCK = 0.0018;

/** Numbers of a street in a town and in a village. */
export const housesOf = (town: boolean): number => (town ? 96 : 38);

const ADJECTIVES =
  'Садовая Луговая Полевая Лесная Заречная Школьная Молодёжная Центральная Новая Зелёная Набережная Степная Озёрная Сосновая Берёзовая Солнечная Весенняя Вокзальная Заводская Рабочая Советская Октябрьская Первомайская Комсомольская Пролетарская Северная Южная Восточная Западная Дачная Цветочная Парковая Речная Спортивная Трактовая Кооперативная Строительная Колхозная Почтовая Больничная Железнодорожная Промышленная Мичуринская Шоссейная Сибирская Обская Рассветная Полярная Радужная Трудовая Рябиновая Кленовая Кедровая Снежная Звёздная Тихая Ясная Светлая Угловая Линейная'.split(
    ' ',
  );
const GENITIVES =
  'Мира|Победы|Ленина|Гагарина|Чехова|Пушкина|Кирова|Горького|Калинина|Титова|Космонавтов|Строителей|Энтузиастов|Геологов|Учителей|Механизаторов|Ветеранов|Мелиораторов|Железнодорожников|40 лет Победы|Дружбы|Юности|Труда|Свободы'.split(
    '|',
  );
const NAMES = [...ADJECTIVES, ...GENITIVES];

const SHORT: Record<string, string> = {
  город: 'г.',
  село: 'с.',
  деревня: 'д.',
  посёлок: 'пос.',
  'рабочий посёлок': 'р. п.',
  микрорайон: 'мкр',
  станция: 'ст.',
};

/** «улица Садовая» → «на улице Садовой»; names in the genitive (Мира, Победы) do not change. */
export function onStreet(name: string): string {
  if (name.endsWith('яя')) return `на улице ${name.slice(0, -2)}ей`;
  return name.endsWith('ая') ? `на улице ${name.slice(0, -2)}ой` : `на улице ${name}`;
}

/**
 * Settlements of a municipality with streets that keep their place, so that repeats at one object meet on the map.
 * @param wanted street names (without «улица») that the first settlement must have
 */
export function placesOf(municipality: DemoMunicipality, wanted: readonly string[] = []): DemoPlaces {
  const listed = municipality.settlements ?? [];
  const own = {
    name: municipality.name,
    kind: undefined,
    lat: municipality.centre[0],
    lon: municipality.centre[1],
  };
  const sources = listed.length > 0 ? listed : [own];
  const isCity = municipality.kind === 'city';
  // The first settlement is the centre: most of a city, about half of a district.
  const shares = sources.map((_, index) => (index === 0 ? (isCity ? 0.75 : 0.5) : 0) + 0.5 / sources.length);
  const settlements = sources.map((source, index) => {
    const people = (municipality.population * shares[index]!) / shares.reduce((sum, share) => sum + share, 0);
    const radius = Math.min(0.085, 0.000095 * Math.sqrt(people));
    const random = seededRandom(hashOf(`${municipality.code}/${source.name}`));
    const grid = random.next() * (Math.PI / 2);
    const houses = housesOf(people > 15_000);
    const count = people > 100_000 ? NAMES.length : people > 15_000 ? 50 : people > 3_000 ? 24 : 9;
    const shift = random.whole(0, NAMES.length - 1);
    const abbreviation = SHORT[source.kind ?? ''] ?? (isCity ? 'г.' : 'с.');
    return {
      name: source.name,
      short: `${abbreviation} ${source.name}`,
      lat: source.lat,
      lon: source.lon,
      streets: namesOf(count, shift, index === 0 ? wanted : []).map((name) => street(name, source, radius)),
    };

    /** Denser towards the middle, on the lines of the settlement's own grid, along one of its two directions. */
    function street(name: string, around: { lat: number; lon: number }, reach: number): DemoStreet {
      const angle = random.next() * 2 * Math.PI;
      const distance = reach * random.next() ** 0.6;
      const along = grid + (random.chance(0.5) ? Math.PI / 2 : 0);
      const [ux, uy] = [Math.cos(along), Math.sin(along)];
      const [x, y] = [distance * Math.cos(angle), distance * Math.sin(angle)];
      // How far along the street its middle lies, and on which of the parallel lines.
      const middle = x * ux + y * uy;
      const line = (Math.round((y * ux - x * uy) / BLOCK) + 0.1 * random.normal()) * BLOCK;
      const begin = middle - (HOUSE_STEP * houses) / 2;
      const bend = 0.05 * random.normal();
      const [dx, dy] = [Math.cos(along + bend), Math.sin(along + bend)];
      const stretch = 1 / Math.cos((around.lat * Math.PI) / 180);
      return {
        name: `улица ${name}`,
        at: onStreet(name),
        lat: around.lat + begin * uy + line * ux,
        lon: around.lon + (begin * ux - line * uy) * stretch,
        dLat: HOUSE_STEP * dy,
        dLon: HOUSE_STEP * dx * stretch,
        sideLat: SIDE * dx,
        sideLon: -SIDE * dy * stretch,
      };
    }
  });
  return { settlements, sums: runningSums(shares) };
}

function namesOf(count: number, shift: number, wanted: readonly string[]): string[] {
  const names = Array.from({ length: count }, (_, at) => NAMES[(shift + at * 5) % NAMES.length]!);
  return [...names, ...wanted.filter((name) => !names.includes(name))];
}
