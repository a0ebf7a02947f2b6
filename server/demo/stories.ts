// What the demo region has to tell: planted events with a topic, a place, a time and a size, so that every
// claim of the screens (spike found, cause found, effect of a measure) can be checked against what was planted.
// Times count back from an anchor day, the day the demo was first started.
import type { Channel } from '../../contract/vocabulary.ts';

export type StoryPhase = {
  name: string;
  /** First day, counted back from the anchor day, or the last such calendar day at least 21 days before it. */
  start: { daysBefore: number } | { month: number; day: number };
  days: number;
  flow:
    | { shape: 'burst'; size: number }
    /** Every week from the first day of the phase. */
    | { shape: 'weekly'; min: number; max: number }
    /** Every so many days an object fails again and brings so many appeals. */
    | { shape: 'recurring'; everyDays: number; min: number; max: number };
};

export type DemoStory = {
  code: string;
  title: string;
  topicCode: string;
  municipalityCode: string;
  /** No other appeals on this topic from this place, so that the flow is exactly the planted one. */
  alone?: true;
  channels?: readonly Channel[];
  /** One object: every appeal of the story lies in this street («Садовая», without «улица») at one of these houses. */
  place?: { street: string; houses: readonly [from: number, to: number] };
  route?: string;
  /** Written by so few people that a good alarm does not cry wolf. */
  authors?: number;
  /** None: told in the topic's own words. */
  texts: readonly string[];
  phases: readonly StoryPhase[];
};

export const STORIES: readonly DemoStory[] = [
  {
    code: 'bus-connection',
    title: 'Новое расписание автобуса № 108 сломало пересадку на электричку',
    topicCode: 'transport.schedule',
    municipalityCode: '50652000',
    route: '№ 108',
    texts: [
      'После смены расписания {r} приходит в Тогучин через [десять|пятнадцать] минут после ухода электрички, [на работу в город не попасть|стоим до следующей два часа]',
      '{r} сдвинули на полчаса, [стыковка с поездом на Новосибирск пропала|студенты опаздывают на пары|больные не доедут в областную]',
      'Кто менял часы {r}? [Раньше успевали на поезд|Пересадка была удобной], теперь [только такси|никак]',
    ],
    phases: [
      {
        name: 'жалобы до возврата расписания',
        start: { daysBefore: 47 },
        days: 3,
        flow: { shape: 'burst', size: 46 },
      },
    ],
  },
  {
    code: 'hotline-split',
    title: 'Горячая линия: после разделения потоков по целям звонка 42 жалобы в неделю стали тремя-четырьмя',
    topicCode: 'health.hotline',
    municipalityCode: '50701000',
    alone: true,
    channels: ['hotline', 'call122', 'pos', 'vk'],
    texts: [
      '[Вызываю врача|Хочу записаться к терапевту|Нужен рецепт|Узнаю результат пробы], а линия [молчит|занята|обрывается] [{n}0 минут|полчаса]',
      'Общая линия на всё сразу: [и рецепты, и вызовы, и анализы|одна очередь], [не дождались ответа|бросили трубку]',
      'Дозвонилась с [пятого|десятого|двадцатого] раза, чтобы [вызвать доктора|выписать лекарство|спросить про мазок]',
    ],
    phases: [
      {
        name: 'одна очередь на все вопросы',
        start: { daysBefore: 728 },
        days: 616,
        flow: { shape: 'weekly', min: 42, max: 42 },
      },
      {
        name: 'потоки разделены',
        start: { daysBefore: 112 },
        days: 112,
        flow: { shape: 'weekly', min: 3, max: 4 },
      },
    ],
  },
  {
    code: 'heating-spike',
    title: 'Авария на котельной: всплеск жалоб на холод в Искитиме',
    topicCode: 'housing.heating.cold',
    municipalityCode: '50712000',
    texts: [
      'В доме {h} {at} [стынут|остывают] батареи с ночи, на улице минус тридцать, [котельная стоит|дети в пуховиках]',
      'Наш район Искитима [без тепла|замерзает], [в квартире двенадцать|из розеток дует], сколько ещё?',
      'Тепла {at} нет, [стариков везём к родне|обогреватели выбивают пробки]',
    ],
    phases: [
      {
        name: 'четыре дня без тепла',
        start: { month: 1, day: 19 },
        days: 4,
        flow: { shape: 'burst', size: 168 },
      },
    ],
  },
  {
    code: 'street-lamps',
    title: 'Фонари на Вокзальной в Бердске гасли снова и снова, пока не заменили кабель',
    topicCode: 'roads.lighting',
    municipalityCode: '50708000',
    place: { street: 'Вокзальная', houses: [3, 41] },
    texts: [
      'Фонари {at} [опять погасли|снова чёрные] возле дома {h}, [чинили на прошлой неделе|хватило на пару дней]',
      'У дома {h} {at} [третий раз за месяц|в который раз] нет уличного света, [меняют лампы, а горит недолго|дело явно в кабеле]',
      '{st} от станции во мраке, [заявку закрыли как выполненную|мастер был и уехал]',
    ],
    phases: [
      {
        name: 'лампы меняют, свет гаснет',
        start: { daysBefore: 420 },
        days: 252,
        flow: { shape: 'recurring', everyDays: 9, min: 7, max: 13 },
      },
      {
        name: 'кабель заменён',
        start: { daysBefore: 168 },
        days: 168,
        flow: { shape: 'recurring', everyDays: 42, min: 1, max: 3 },
      },
    ],
  },
  {
    code: 'few-voices',
    title: 'Один текст от дюжины человек: сто жалоб за день, которые не всплеск',
    topicCode: 'landscaping.trees',
    municipalityCode: '50740000',
    channels: ['vk', 'telegram'],
    authors: 12,
    texts: ['Руки прочь от наших берёз {at}! [Требуем остановить спил|Не дадим рубить]'],
    phases: [{ name: 'один день', start: { daysBefore: 90 }, days: 1, flow: { shape: 'burst', size: 104 } }],
  },
  {
    code: 'no-water',
    title: 'Прорыв магистрали: Куйбышев третий день без воды',
    topicCode: 'housing.water.no-cold',
    municipalityCode: '50630000',
    texts: [
      'Прорвало магистраль у водозабора, {at} [сухие краны|ни капли с ночи], [подвоза воды нет|с канистрами за три квартала]',
      'После прорыва магистрали воды нет, [в садике отменили занятия|больница на привозной], когда [дадут|починят]?',
      'Водовоз {at} [не приехал|уехал пустым], [старикам не донести|очередь на два часа], магистраль чинят третий день',
    ],
    phases: [
      {
        name: 'прорыв магистрали',
        start: { daysBefore: 2 },
        days: 3,
        flow: { shape: 'burst', size: 74 },
      },
    ],
  },
];
