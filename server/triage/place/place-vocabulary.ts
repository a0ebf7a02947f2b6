// Words around a place name that say what it is. Russian in general; nothing of any one region.

/** Word before a name → kinds of settlement it announces. Single letters count with or without a stop, «с» see `weigh-name`. */
export const KIND_MARKERS: ReadonlyMap<string, readonly string[]> = new Map(
  (
    [
      ['город', 'г гор город города городу городом городе горо наукоград наукограде'],
      ['село', 'с село села селу селом селе'],
      ['деревня', 'д дер деревня деревни деревне деревню деревней'],
      ['посёлок', 'п пос поселок поселка поселку поселком поселке'],
      ['рабочий посёлок', 'рп пгт п пос поселок поселка поселку поселком поселке'],
      ['станция', 'ст станция станции станцию'],
      ['микрорайон', 'мкр мкрн мкрне микрорайон микрорайона микрорайоне жилмассив жилмассива жилмассиве жм'],
    ] as const
  )
    .flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind] as const))
    .reduce(
      (map, [word, kind]) => map.set(word, [...(map.get(word) ?? []), kind]),
      new Map<string, string[]>(),
    ),
);

export const DISTRICT_WORDS = new Set('район района району районом районе районы районов'.split(' '));

/** «в Бердске», «из Бердска»: the name that follows is where something is. */
export const PLACE_PREPOSITIONS = new Set('в во из до под около возле близ'.split(' '));

/** «мост через Обь», «на Оби»: rivers and lakes are crossed, lain on and walked along; towns are not. */
export const WATER_WORDS = new Set(
  (
    'на через по над за вдоль р река реки реке рекой реку озеро озера озере речка речки речке берег берегу берега берегов ' +
    'набережная набережной разлив разлива пойма поймы пойме русло русла вода воды дно дна лед льду'
  ).split(' '),
);

const STREET =
  'ул улица улицы улице улицу улицей пр пркт просп проспект проспекта проспекте пер переулок переулка переулке ' +
  'ш шоссе пл площадь площади бульвар бульвара бульваре бр тракт тракта тракту проезд проезда проезде аллея аллее ' +
  'набережная набережной тупик трасса трассе трассу трассы кольцо';
export const STREET_WORDS = new Set(STREET.split(' '));
/** After an adjective they make one name with it; a shortened «ул» begins the next part of an address. */
export const WHOLE_STREET_WORDS = new Set([...STREET_WORDS].filter((it) => it.length > 4));

/** Before a person's name. */
export const PERSON_WORDS = new Set(
  (
    'врач врача директор директора учитель учителя глава главы депутат депутата господин госпожа гр гражданин ' +
    'гражданка имени им памяти инспектор начальник терапевт'
  ).split(' '),
);

/** A place name that is also an everyday word: a capital at the start of a sentence or a bare lower case says nothing. */
const EVERYDAY =
  'северный южный восточный западный центральный советский октябрьский ленинский первомайский кировский заречный ' +
  'горный лесной луговой степной озерный речной садовый майский мирный новый старый красный белый черный зеленый светлый ' +
  'дружный ягодный родной солнечный весенний летний дачный школьный заводской приозерный полевой ' +
  'горный смоленский петровский каменный раздольное довольное болотное северное белое хорошее ленинское ' +
  'победа скала чаны кочки битки решеты ярки родники снегири шлюз горки сосновка ключи мыс яр кирза мереть курья ' +
  'искра заря маяк восход рассвет мир труд свобода надежда звезда береза березка роща дубрава поляна';
export const EVERYDAY_WORDS = new Set(EVERYDAY.split(' '));

/** Endings that hardly any everyday word has, so that even a lower-case «в черепаново» is a place. */
export const TOPONYM_ENDING = /(ск|цк|ово|ево|ино|ыно|град|бург|горск|ополь)$/;
