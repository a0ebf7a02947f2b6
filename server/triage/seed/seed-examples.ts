// The invented phrases a model learns from before a region has data of its own. Phrases are bare, real appeals
// are wrapped in greetings, addresses and requests; so every phrase is also shown wrapped, the same wrappings
// for every topic, for a model to learn that «на улице» and «прошу» tell nothing about the topic.
import { readdirSync, readFileSync } from 'node:fs';
import type { TextExample } from '../text/fit-model.ts';

const FOLDER = new URL('./phrases/', import.meta.url);

const BEFORE = [
  '',
  'Здравствуйте. ',
  'Добрый день! На улице Чкалова, 8 ',
  'Пишу вам второй раз. ',
  'Доброго времени суток! Жители улицы Некрасова жалуются: ',
  'В нашем городе ',
  'Помогите разобраться. ',
  'У нас в деревне, улица Верхняя, ',
  'Подскажите пожалуйста. ',
  'В понедельник и сегодня ',
  'Возле дома 17 ',
  'Снова к вам. Микрорайон Восточный. ',
];
const AFTER = [
  '',
  ' Прошу принять меры.',
  ' Дом 25, второй подъезд.',
  ' Длится это уже третью неделю, никто не отвечает.',
  ' Спасибо за ответ.',
  ' Обращались в администрацию, ответа нет.',
  ' На улице Крылова, 12.',
  ' Когда решат проблему?',
  ' В этом месяце и в прошлом году то же самое.',
  ' Ждём помощи, люди возмущены.',
  ' Село, улица Нижняя, возле магазина.',
];

/** Phrases by topic code, as written. */
export function readSeedPhrases(): Map<string, string[]> {
  const phrases = new Map<string, string[]>();
  for (const name of readdirSync(FOLDER).sort()) {
    const topics = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Record<string, string[]>;
    for (const [topic, list] of Object.entries(topics)) phrases.set(topic, list);
  }
  return phrases;
}

/**
 * Training examples of label `topic`: every phrase bare and wrapped.
 * @param wrapped how many wrapped copies of each phrase; neighbours get different wrappings
 */
export function seedExamples(wrapped = 3): TextExample[] {
  const examples: TextExample[] = [];
  let turn = 0;
  for (const [topic, phrases] of readSeedPhrases()) {
    for (const phrase of phrases) {
      examples.push({ text: phrase, labels: { topic } });
      for (let copy = 0; copy < wrapped; copy++, turn++) {
        // 12 and 11 have no common factor, so that all 132 pairs come round.
        const text = BEFORE[turn % BEFORE.length]! + phrase + AFTER[turn % AFTER.length]!;
        examples.push({ text, labels: { topic } });
      }
    }
  }
  return examples;
}
