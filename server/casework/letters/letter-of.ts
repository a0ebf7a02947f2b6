import type { Letterhead, LetterKind } from '../../../contract/letters.ts';
import { salutation } from './salutation.ts';
import { days, longDate, paragraphsOf, typeset } from './typeset.ts';

/** What is known when a letter is made. Days are YYYY-MM-DD of the region's calendar. */
export interface LetterFacts {
  kind: LetterKind;
  /** The words told to the resident; empty for a registration. */
  text: string;
  /** The day it was said: the letter's date. */
  day: string;
  number: string;
  caseNumber: string;
  /** When the appeal was received. */
  receivedDay: string;
  registeredDay: string;
  dueDay: string | null;
  /** null on a letter that anybody with the link may open. */
  addressee: { name: string | null; sender: string | null; address: string | null } | null;
  senderNumber: string | null;
  senderDay: string | null;
  regionName: string;
  bodyName: string;
  /** The higher body, when the writer is part of one. */
  parentName: string | null;
  letterhead: Letterhead;
  /** Who let the answer out, for bodies whose letterhead names no signer. */
  approver: { name: string; position: string } | null;
  executor: string | null;
  /** To whom a case was forwarded; for how long a term was extended and why. */
  forwardedTo: string | null;
  extension: { days: number; reason: string } | null;
}

/** A letter as it is written, in words and order alone; every writer of files takes it from here. */
export interface Letter {
  title: string;
  head: { over: string[]; body: string; under: string[] };
  /** «21 ноября 2026 г. № ОГ-17/26» and what it answers. */
  reference: string[];
  addressee: string[];
  subject: string;
  salutation: string;
  paragraphs: string[];
  signer: { position: string; name: string };
  executor: string[];
}

const LAW =
  'Федерального закона от 02.05.2006 № 59‑ФЗ «О порядке рассмотрения обращений граждан Российской Федерации»';
const SUBJECTS: Record<LetterKind, string> = {
  answer: 'О рассмотрении обращения',
  interim: 'О ходе рассмотрения обращения',
  question: 'О запросе сведений по обращению',
  extended: 'О продлении срока рассмотрения обращения',
  forwarded: 'О направлении обращения по компетенции',
  notice: 'О ходе рассмотрения обращения',
  registered: 'О регистрации обращения',
};

/** The one description of a letter: case, what was said, who says it. */
export function letterOf(facts: LetterFacts): Letter {
  const { letterhead, addressee } = facts;
  const contacts = [
    letterhead.phone && `тел. ${letterhead.phone}`,
    letterhead.email && `эл. почта ${letterhead.email}`,
  ].filter(Boolean);
  const called = addressee?.sender ? 'Уважаемые коллеги!' : salutation(addressee?.name ?? null);
  return {
    title: `${SUBJECTS[facts.kind]} № ${facts.caseNumber}`,
    head: {
      over: [facts.regionName, facts.parentName ?? ''].filter(Boolean).map(typeset),
      body: typeset(facts.bodyName),
      under: [letterhead.address, contacts.join(', ')].filter(Boolean).map(typeset),
    },
    reference: [
      `${longDate(facts.day)} ${typeset(`№ ${facts.number}`)}`,
      typeset(
        facts.senderNumber
          ? `На № ${facts.senderNumber}${facts.senderDay ? ` от ${longDate(facts.senderDay)}` : ''}`
          : `На № ${facts.caseNumber} от ${longDate(facts.receivedDay)}`,
      ),
    ],
    addressee: addressee
      ? [addressee.sender, addressee.name ?? (addressee.sender ? null : 'Заявителю'), addressee.address]
          .filter((line) => line !== null)
          .map((line) => typeset(line).replaceAll('\n', ', '))
      : ['Заявителю'],
    subject: typeset(SUBJECTS[facts.kind]),
    salutation: typeset(called),
    paragraphs: bodyOf(facts),
    signer: {
      position: typeset(letterhead.signerPosition || (facts.approver?.position ?? 'Руководитель')),
      name: typeset(letterhead.signerName || (facts.approver?.name ?? '')),
    },
    executor: facts.executor
      ? [typeset(`Исполнитель: ${facts.executor}`), typeset(letterhead.phone)].filter(Boolean)
      : [],
  };
}

function bodyOf(facts: LetterFacts): string[] {
  const told = paragraphsOf(facts.text);
  const received = longDate(facts.receivedDay);
  const opening = `Ваше обращение № ${facts.caseNumber}, поступившее ${received}`;
  const due = facts.dueDay ? longDate(facts.dueDay) : null;
  switch (facts.kind) {
    case 'registered':
      return [
        `${opening}, зарегистрировано ${longDate(facts.registeredDay)}.`,
        due
          ? `Ответ будет дан не позднее ${due} Отвечает: ${facts.bodyName}.`
          : `Отвечает: ${facts.bodyName}.`,
      ].map(typeset);
    case 'extended':
      if (!facts.extension) return [`${opening}.`, ...told].map(typeset);
      return [
        `${opening}, находится на рассмотрении. В соответствии с частью 2 статьи 12 ${LAW} срок его рассмотрения продлён на ${days(facts.extension.days)}.`,
        `Причина: ${facts.extension.reason.replace(/\.?$/, '.')}`,
        ...(due ? [`Ответ будет дан не позднее ${due}`] : []),
      ].map(typeset);
    case 'forwarded':
      if (!facts.forwardedTo) return [`${opening}.`, ...told].map(typeset);
      return [
        `${opening}, в соответствии с частью 3 статьи 8 ${LAW} направлено по компетенции: ${facts.forwardedTo}.`,
        'Ответ о результатах рассмотрения будет направлен вам организацией, которой передано обращение.',
      ].map(typeset);
    case 'answer':
      return [typeset(`${opening}, рассмотрено.`), ...told];
    default:
      return [typeset(`${opening}, находится на рассмотрении.`), ...told];
  }
}
