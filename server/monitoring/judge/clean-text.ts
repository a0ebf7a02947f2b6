const CHARS_MAX = 4000;
/** «[id123|Имя]», «[club1|Группа]»: VK's mentions. */
const MENTION = /\[(?:id|club|public)\d+\|([^\]]{1,100})\]/g;
const LINK = /(?:https?:\/\/|vk\.(?:com|cc)\/|t\.me\/)\S{1,500}/g;
/** «#новосибирск@group» is a word with marks of the network around it. */
const HASHTAG = /#([\p{L}\d_]{2,60})(?:@[\w.]{1,60})?/gu;
/** What publics put under every post. */
const TAIL =
  /\n[^\n]{0,40}(?:подпи(?:шись|шитесь|сывайтесь)|наш (?:телеграм|канал|max)|предложить (?:новость|пост)|прислать новость)[^\n]{0,200}$/i;

/** As much of a text as is looked at: whoever writes a megabyte does not hold up the rest. */
export const withinBounds = (text: string): string =>
  text.length > CHARS_MAX ? text.slice(0, CHARS_MAX) : text;

/** The words of a post without the marks of its network. */
export function cleanText(text: string): string {
  return withinBounds(text)
    .replace(TAIL, '')
    .replace(MENTION, '$1')
    .replace(LINK, ' ')
    .replace(HASHTAG, '$1')
    .replace(/[ \t]{2,}/g, ' ')
    .trim();
}

/** The law on advertising (38-ФЗ, article 18.1) demands these marks; a few more that no complaint has. */
const ADVERT =
  /(?<![a-zа-я])erid\s*[:=]|(?:^|[.\n])\s{0,20}реклама\.? (?:ооо|ао|ип|рекламодатель)|инн \d{10}|промокод|розыгрыш|подпи(?:шись|шитесь) (?:на|и)|по ссылке в (?:шапке|описании|профиле)/i;

/** Does the text of a post carry such a mark? Text before `cleanText`: it takes links and marks away. */
export function isAdvert(text: string): boolean {
  return ADVERT.test(text);
}
