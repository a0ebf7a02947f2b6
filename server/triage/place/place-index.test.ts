import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Geometry } from '../../registry/boundaries/geometry.ts';
import { parseRegionFile, readRegionFile } from '../../registry/region-file.ts';
import { inflectName } from './inflect-name.ts';
import { buildPlaceIndex } from './place-index.ts';

const url = (name: string) => new URL(`../../registry/regions/${name}`, import.meta.url).pathname;
const region = readRegionFile(url('54.json'));
const sketch = JSON.parse(readFileSync(url('54.boundaries.json'), 'utf8')) as {
  features: { properties: { code: string }; geometry: Geometry }[];
};
const boundaries = new Map(sketch.features.map((it) => [it.properties.code, it.geometry]));
const place = buildPlaceIndex(region.municipalities, boundaries);
const nameOf = new Map(region.municipalities.map((it) => [it.code, it.name]));

const said = (text: string) => {
  const found = place.byText(text);
  return found && [nameOf.get(found.code), found.settlement].filter(Boolean).join(': ');
};

describe('places named in a text', () => {
  it.each([
    // towns, in any case
    ['В Бердске третий день нет горячей воды', 'Бердск'],
    ['когда в бердске починят светофор у вокзала', 'Бердск'],
    ['Живу в городе Бердск, ул. Лунная', 'Бердск'],
    ['г. Обь, ул. Геодезическая, 3, не горят фонари', 'Обь'],
    ['Не ходит автобус из Оби до метро', 'Обь'],
    ['г.Искитим, микрорайон Подгорный', 'Искитим: Подгорный'],
    ['В Искитиме не убирают снег', 'Искитим'],
    ['ИСКИТИМ, НЕТ ОТОПЛЕНИЯ', 'Искитим'],
    ['г. Искитим ул Пушкина 28', 'Искитим'],
    ['дом города Бердска улица Лунная', 'Бердск'],
    ['р.п. Кольцово, д. 15', 'рабочий посёлок Кольцово'],
    ['рп Кольцово, дом 15', 'рабочий посёлок Кольцово'],
    ['Кольцово: очередь в детский сад', 'рабочий посёлок Кольцово'],
    ['наукоград Кольцово остался без автобуса', 'рабочий посёлок Кольцово'],
    ['Новосибирск, Красный проспект, яма', 'Новосибирск'],
    ['в г Новосибирске на остановке нет навеса', 'Новосибирск'],
    ['под Новосибирском', 'Новосибирск'],
    // quarters
    ['На Затулинке закрыли отделение почты', 'Новосибирск: Затулинка'],
    ['В Академгородке отключили свет', 'Новосибирск: Академгородок'],
    ['мкр. Снегири, нет парковки', 'Новосибирск: Снегири'],
    // districts
    ['Искитимский р-н, дорога разбита', 'Искитимский район'],
    ['Искитимский р‑н', 'Искитимский район'],
    ['в Искитимском р-не нет связи', 'Искитимский район'],
    ['в Искитимском районе закрыли ФАП', 'Искитимский район'],
    ['искитимский район без врача', 'Искитимский район'],
    ['Новосибирская область, Колыванский район, с. Скала', 'Колыванский район: Скала'],
    ['жители Усть-Таркского района', 'Усть-Таркский район'],
    ['Усть‑Таркский район, дорога', 'Усть-Таркский район'],
    ['Чистоозерный район, нет воды', 'Чистоозёрный район'],
    ['Чистоозёрный р-н', 'Чистоозёрный район'],
    ['Коченёвского муниципального района', 'Коченёвский район'],
    ['живём в Северном районе, до больницы 100 км', 'Северный район'],
    ['Татарский муниципальный округ', 'Татарский район'],
    // a town that is the centre of its district belongs to the district
    ['из Барабинска не доехать до больницы', 'Барабинский район: Барабинск'],
    ['В Татарске холодно в школе', 'Татарский район: Татарск'],
    ['в Купино нет врача', 'Купинский район: Купино'],
    ['г. Куйбышев, не вывозят мусор', 'Куйбышевский район: Куйбышев'],
    ['Тогучин, улица Садовая', 'Тогучинский район: Тогучин'],
    ['в Карасуке', 'Карасукский район: Карасук'],
    ['в Черепанове нет света', 'Черепановский район: Черепаново'],
    ['черепаново сидит без света', 'Черепановский район: Черепаново'],
    ['г. Чулым, больница', 'Чулымский район: Чулым'],
    ['г Болотное', 'Болотнинский район: Болотное'],
    // villages
    ['с. Верх-Тула, ул. Советская', 'Новосибирский район: Верх-Тула'],
    ['с. Верх‑Тула', 'Новосибирский район: Верх-Тула'],
    ['в Верх-Туле нет тротуара', 'Новосибирский район: Верх-Тула'],
    ['В Краснообске не работает лифт', 'Новосибирский район: Краснообск'],
    ['рабочий поселок Линево, котельная', 'Искитимский район: Линёво'],
    ['пос. Линёво', 'Искитимский район: Линёво'],
    ['в посёлке Чаны', 'Чановский район: Чаны'],
    ['рп Чаны', 'Чановский район: Чаны'],
    ['в Чанах нет аптеки', 'Чановский район: Чаны'],
    ['в рабочем посёлке Чаны нет аптеки', 'Чановский район: Чаны'],
    ['с. Кочки, дорога', 'Кочковский район: Кочки'],
    ['село Баган', 'Баганский район: Баган'],
    ['р.п. Ордынское', 'Ордынский район: Ордынское'],
    ['в Ордынском закрыли роддом', 'Ордынский район: Ордынское'],
    ['посёлок Садовый, нет газа', 'Новосибирский район: Садовый'],
    ['ст. Мочище, шлагбаум', 'Новосибирский район: Мочище'],
    ['в Колывани грязная вода', 'Колыванский район: Колывань'],
    ['Едем из Маслянино в больницу', 'Маслянинский район: Маслянино'],
    ['из Легостаева не ходит автобус', 'Искитимский район: Легостаево'],
    ['Тогучинский район, село Завьялово', 'Тогучинский район: Завьялово'],
    ['Татарский р-н, с. Козловка', 'Татарский район: Козловка'],
    ['с. Козловка Барабинского района', 'Барабинский район: Козловка'],
    ['аэропорт Толмачёво, парковка', 'Обь'],
    ['село Толмачево', 'Новосибирский район: Толмачёво'],
  ])('«%s» → %s', (text, expected) => {
    expect(said(text)).toBe(expected);
  });

  it.each([
    'Во дворе не убирают снег, вызывали трактор',
    'Лодку унесло на Оби',
    'Мост через Обь надо ремонтировать',
    'Берег Оби завален мусором',
    'река Чулым вышла из берегов',
    'Чаны с водой стоят в подвале',
    'в чанах ржавая вода',
    'Кочки на тротуаре, не пройти',
    'машина прыгает на кочках',
    'в северном районе города темно',
    'Северный ветер выдувает тепло из окон',
    'горный велосипед украли из подъезда',
    'Садовый участок затопило',
    'ул. Кольцова, 5, течёт крыша',
    'улица Татарская, 12',
    'Бердское шоссе стоит в пробках',
    'на Ордынском шоссе яма',
    'врач Завьялова нагрубила',
    'Павлова Мария, жалоба на соседей',
    'обе полосы перекрыты',
    'Искитимская улица в ямах',
    'Советский район без света',
    'Победа будет за нами',
    'скала обрушилась на дорогу',
    'г. Москва, ул. Тверская',
    'с победой вас',
    'Новосибирская область',
    // one name in several districts, and nothing to choose by
    'из Козловки не выехать',
    'из Завьялова не ходит автобус',
    'с. Михайловка, нет воды',
    'округ Татарский на выборах',
    // the ends of a road
    'дорога Довольное — Кочки',
    'яма на трассе Искитим-Завьялово',
    'мы все довольны, спасибо',
    '',
    '12345',
  ])('names no place: «%s»', (text) => {
    expect(said(text)).toBeNull();
  });

  it('tells which words named the place, and how sure it is', () => {
    const text = 'Просим помочь: в селе Верх-Тула, ул. Мира, нет воды';
    expect(place.byText(text)).toMatchObject({ matched: 'Верх-Тула', settlement: 'Верх-Тула' });
    expect(place.byText('г. Бердск')!.p).toBeGreaterThan(place.byText('бердск без воды')!.p);
  });

  it('is less sure where two municipalities are named, and prefers the surer mention', () => {
    const two = place.byText('автобус из Бердска в Искитим ходит редко')!;
    expect(two.p).toBeLessThan(0.7);
    expect(said('еду в Бердск, живу: г. Обь, ул. Ленина')).toBe('Обь');
  });

  it('never throws and gives only what the registry has', () => {
    const words = [
      'в',
      'г.',
      'с.',
      'р-н',
      'район',
      'Обь',
      'Оби',
      'Бердске',
      'Чаны',
      '—',
      '«',
      'р.',
      'п.',
      '№5',
      '\n',
    ];
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...words), fc.string())), (parts) => {
        const found = place.byText(parts.join(' '));
        if (!found) return;
        expect(nameOf.has(found.code)).toBe(true);
        expect(found.p).toBeGreaterThan(0);
        expect(found.p).toBeLessThanOrEqual(1);
        expect(parts.join(' ')).toContain(found.matched);
      }),
    );
  });

  it('finds every settlement and municipality of the registry by its full address', () => {
    for (const it of region.municipalities) {
      for (const s of it.settlements) {
        const found = place.byText(`${it.name}, ${s.kind} ${s.name}, ул. Мира, 1`);
        expect([s.name, found?.code]).toEqual([s.name, it.code]);
      }
      expect([it.name, place.byText(`Наш адрес: ${it.name}`)?.code]).toEqual([it.name, it.code]);
    }
  });

  it('works for another region from its registry alone', () => {
    const okrug = (code: string, name: string) => ({
      code,
      name,
      kind: 'okrug',
      population: 0,
      populationYear: 2020,
      populationSource: 'нет данных',
      centre: [59.9, 30.3],
    });
    const data = {
      ...readRegionFile(url('78.json')),
      municipalities: [
        okrug('x-1', 'посёлок Шушары'),
        okrug('x-2', 'город Кронштадт'),
        okrug('x-3', 'муниципальный округ Автово'),
        okrug('x-4', 'муниципальный округ N 65'),
        okrug('x-5', 'муниципальный округ Невский округ'),
      ],
    };
    const index = buildPlaceIndex(parseRegionFile(data).municipalities, new Map());
    expect(index.byText('В Кронштадте разбит тротуар')?.code).toBe('x-2');
    expect(index.byText('пос. Шушары, Школьная улица')?.code).toBe('x-1');
    expect(index.byText('у метро Автово')?.code).toBe('x-3');
    expect(index.byText('муниципальный округ №65, двор')?.code).toBe('x-4');
    expect(index.byText('в МО 65 не убирают')?.code).toBe('x-4');
    expect(index.byText('в Невском округе темно')?.code).toBe('x-5');
    expect(index.byText('Невский проспект, 65')).toBeNull();
    expect(index.byPoint(59.9, 30.3)).toBeNull();
  });
});

describe('places by point', () => {
  it('finds the municipality, and nothing outside the region', () => {
    expect(place.byPoint(55.03, 82.92)).toBe('50701000');
    expect(place.byPoint(54.758, 83.107)).toBe('50708000');
    expect(place.byPoint(55.351, 78.346)).toBe('50604000');
    expect(place.byPoint(59.93, 30.31)).toBeNull();
    expect(place.byPoint(82.92, 55.03)).toBeNull();
  });
});

describe('inflection of names', () => {
  it.each([
    ['бердск', 'бердске', 'бердской'],
    ['обь', 'оби', 'обе'],
    ['тула', 'туле', 'тулин'],
    ['кольцово', 'кольцове', 'кольцовский'],
    ['чаны', 'чанах', 'чан-то'],
    ['кочки', 'кочек', 'кочкин'],
    ['ордынское', 'ордынском', 'ордынский'],
    ['горный', 'горном', 'горная'],
    ['колывань', 'колывани', 'колыванский'],
    ['череповец', 'череповце', 'череповецкий'],
  ])('%s has %s and not %s', (name, form, foreign) => {
    const forms = inflectName(name).map((it) => it.form);
    expect(forms).toContain(form);
    expect(forms).not.toContain(foreign);
  });
});
