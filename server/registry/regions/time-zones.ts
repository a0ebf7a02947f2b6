/**
 * Time zones of the regions of Russia: Federal Law 107‑ФЗ «Об исчислении времени» as the IANA database has it, with the
 * changes of 2014–2020 inside each zone's own history. Keyed by subject code (the two digits of КЛАДР and of the tax
 * service), which is also what people know from number plates. The zone is that of the capital; Yakutia and Sakhalin
 * have bodies in other zones too: those take `otherZones` in the settings of a municipality.
 */
export interface RegionTimeZone {
  code: string;
  /** ISO 3166‑2:RU without the country, where the standard has the region. */
  iso: string | null;
  name: string;
  timeZone: string;
  otherZones?: readonly string[];
}

const MSK = 'Europe/Moscow';
const YEK = 'Asia/Yekaterinburg';
const KRS = 'Asia/Krasnoyarsk';
const IRK = 'Asia/Irkutsk';
const YAK = 'Asia/Yakutsk';
const VLA = 'Asia/Vladivostok';

type Row = readonly [code: string, iso: string | null, name: string, timeZone: string, others?: string[]];

const ROWS: readonly Row[] = [
  ['01', 'AD', 'Республика Адыгея', MSK],
  ['02', 'BA', 'Республика Башкортостан', YEK],
  ['03', 'BU', 'Республика Бурятия', IRK],
  ['04', 'AL', 'Республика Алтай', 'Asia/Barnaul'],
  ['05', 'DA', 'Республика Дагестан', MSK],
  ['06', 'IN', 'Республика Ингушетия', MSK],
  ['07', 'KB', 'Кабардино-Балкарская Республика', MSK],
  ['08', 'KL', 'Республика Калмыкия', MSK],
  ['09', 'KC', 'Карачаево-Черкесская Республика', MSK],
  ['10', 'KR', 'Республика Карелия', MSK],
  ['11', 'KO', 'Республика Коми', MSK],
  ['12', 'ME', 'Республика Марий Эл', MSK],
  ['13', 'MO', 'Республика Мордовия', MSK],
  ['14', 'SA', 'Республика Саха (Якутия)', YAK, [VLA, 'Asia/Srednekolymsk']],
  ['15', 'SE', 'Республика Северная Осетия — Алания', MSK],
  ['16', 'TA', 'Республика Татарстан', MSK],
  ['17', 'TY', 'Республика Тыва', KRS],
  ['18', 'UD', 'Удмуртская Республика', 'Europe/Samara'],
  ['19', 'KK', 'Республика Хакасия', KRS],
  ['20', 'CE', 'Чеченская Республика', MSK],
  ['21', 'CU', 'Чувашская Республика', MSK],
  ['22', 'ALT', 'Алтайский край', 'Asia/Barnaul'],
  ['23', 'KDA', 'Краснодарский край', MSK],
  ['24', 'KYA', 'Красноярский край', KRS],
  ['25', 'PRI', 'Приморский край', VLA],
  ['26', 'STA', 'Ставропольский край', MSK],
  ['27', 'KHA', 'Хабаровский край', VLA],
  ['28', 'AMU', 'Амурская область', YAK],
  ['29', 'ARK', 'Архангельская область', MSK],
  ['30', 'AST', 'Астраханская область', 'Europe/Astrakhan'],
  ['31', 'BEL', 'Белгородская область', MSK],
  ['32', 'BRY', 'Брянская область', MSK],
  ['33', 'VLA', 'Владимирская область', MSK],
  ['34', 'VGG', 'Волгоградская область', 'Europe/Volgograd'],
  ['35', 'VLG', 'Вологодская область', MSK],
  ['36', 'VOR', 'Воронежская область', MSK],
  ['37', 'IVA', 'Ивановская область', MSK],
  ['38', 'IRK', 'Иркутская область', IRK],
  ['39', 'KGD', 'Калининградская область', 'Europe/Kaliningrad'],
  ['40', 'KLU', 'Калужская область', MSK],
  ['41', 'KAM', 'Камчатский край', 'Asia/Kamchatka'],
  ['42', 'KEM', 'Кемеровская область — Кузбасс', 'Asia/Novokuznetsk'],
  ['43', 'KIR', 'Кировская область', 'Europe/Kirov'],
  ['44', 'KOS', 'Костромская область', MSK],
  ['45', 'KGN', 'Курганская область', YEK],
  ['46', 'KRS', 'Курская область', MSK],
  ['47', 'LEN', 'Ленинградская область', MSK],
  ['48', 'LIP', 'Липецкая область', MSK],
  ['49', 'MAG', 'Магаданская область', 'Asia/Magadan'],
  ['50', 'MOS', 'Московская область', MSK],
  ['51', 'MUR', 'Мурманская область', MSK],
  ['52', 'NIZ', 'Нижегородская область', MSK],
  ['53', 'NGR', 'Новгородская область', MSK],
  ['54', 'NVS', 'Новосибирская область', 'Asia/Novosibirsk'],
  ['55', 'OMS', 'Омская область', 'Asia/Omsk'],
  ['56', 'ORE', 'Оренбургская область', YEK],
  ['57', 'ORL', 'Орловская область', MSK],
  ['58', 'PNZ', 'Пензенская область', MSK],
  ['59', 'PER', 'Пермский край', YEK],
  ['60', 'PSK', 'Псковская область', MSK],
  ['61', 'ROS', 'Ростовская область', MSK],
  ['62', 'RYA', 'Рязанская область', MSK],
  ['63', 'SAM', 'Самарская область', 'Europe/Samara'],
  ['64', 'SAR', 'Саратовская область', 'Europe/Saratov'],
  ['65', 'SAK', 'Сахалинская область', 'Asia/Sakhalin', ['Asia/Srednekolymsk']],
  ['66', 'SVE', 'Свердловская область', YEK],
  ['67', 'SMO', 'Смоленская область', MSK],
  ['68', 'TAM', 'Тамбовская область', MSK],
  ['69', 'TVE', 'Тверская область', MSK],
  ['70', 'TOM', 'Томская область', 'Asia/Tomsk'],
  ['71', 'TUL', 'Тульская область', MSK],
  ['72', 'TYU', 'Тюменская область', YEK],
  ['73', 'ULY', 'Ульяновская область', 'Europe/Ulyanovsk'],
  ['74', 'CHE', 'Челябинская область', YEK],
  ['75', 'ZAB', 'Забайкальский край', 'Asia/Chita'],
  ['76', 'YAR', 'Ярославская область', MSK],
  ['77', 'MOW', 'Москва', MSK],
  ['78', 'SPE', 'Санкт-Петербург', MSK],
  ['79', 'YEV', 'Еврейская автономная область', VLA],
  ['83', 'NEN', 'Ненецкий автономный округ', MSK],
  ['86', 'KHM', 'Ханты-Мансийский автономный округ — Югра', YEK],
  ['87', 'CHU', 'Чукотский автономный округ', 'Asia/Anadyr'],
  ['89', 'YAN', 'Ямало-Ненецкий автономный округ', YEK],
  ['90', null, 'Запорожская область', MSK],
  ['91', null, 'Республика Крым', 'Europe/Simferopol'],
  ['92', null, 'Севастополь', 'Europe/Simferopol'],
  ['93', null, 'Донецкая Народная Республика', MSK],
  ['94', null, 'Луганская Народная Республика', MSK],
  ['95', null, 'Херсонская область', MSK],
];

export const REGION_TIME_ZONES: readonly RegionTimeZone[] = ROWS.map(
  ([code, iso, name, timeZone, otherZones]) => ({ code, iso, name, timeZone, otherZones }),
);

/** Finds a region by subject code («54», «1» for «01»), ISO code («RU-NVS», «NVS») in any case; null when there is none. */
export function findRegionTimeZone(code: string): RegionTimeZone | null {
  const wanted = code.trim().toUpperCase().replace(/^RU-/, '').replace(/^\d$/, '0$&');
  return REGION_TIME_ZONES.find((region) => region.code === wanted || region.iso === wanted) ?? null;
}
