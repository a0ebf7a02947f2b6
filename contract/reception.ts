import { z } from 'zod';
import { AppealRow, FiledAppeal, TEXT_CHARS_MAX, TopicSuggestion } from './appeals.ts';
import { normalisePhone } from './phone.ts';
import { Point } from './registry.ts';

/** Ways in which somebody of staff writes an appeal down for a resident. */
export const ON_BEHALF_CHANNELS = ['hotline', 'call122', 'mfc', 'reception', 'paper'] as const;
export const OnBehalfChannel = z.enum(ON_BEHALF_CHANNELS);
export type OnBehalfChannel = z.infer<typeof OnBehalfChannel>;

const line = (max: number) => z.string().trim().max(max).optional();

/** What the operator has typed so far; enough for «say this to the applicant». */
export const PreviewOnBehalf = z.object({
  channel: OnBehalfChannel,
  text: z.string().trim().min(3).max(TEXT_CHARS_MAX),
  address: line(500),
  municipality: z.string().max(40).optional(),
  /** Chosen by the operator; triage's own guess when left out. */
  topic: z.string().max(100).optional(),
});

/** «Скажите заявителю»: what it is, who answers, until when, and whether it is known already. */
export const OnBehalfPreview = z.object({
  topic: z.string().nullable(),
  suggestions: z.array(TopicSuggestion),
  municipality: z.string().nullable(),
  placeWhy: z.string().nullable(),
  organisation: z.string(),
  why: z.string(),
  dueAt: z.iso.datetime(),
  urgency: z.number().int(),
  /** Open cases of the same matter in the same place. */
  similar: z.array(AppealRow),
});
export type OnBehalfPreview = z.infer<typeof OnBehalfPreview>;

export const RegisterOnBehalf = PreviewOnBehalf.extend({
  text: z.string().trim().min(3, 'Запишите суть: хотя бы несколько слов').max(TEXT_CHARS_MAX),
  point: Point.optional(),
  contact: z
    .object({
      name: line(200),
      email: z.email('Адрес почты с ошибкой').max(200).optional().or(z.literal('')),
      phone: z
        .string()
        .trim()
        .max(40)
        .refine((text) => text === '' || normalisePhone(text) !== null, 'Номер не похож на телефон')
        .optional(),
    })
    .default({}),
  /** Code of the office of МФЦ, or where the reception is held. */
  office: line(100),
  /** Who holds the personal reception. */
  speaker: line(200),
  answerForm: z.enum(['written', 'oral']).default('written'),
  /** Paper: the day it came, which is not the day of registration. */
  receivedOn: z.iso.date('Дата в виде ГГГГ-ММ-ДД').optional(),
  postalAddress: line(500),
  /** Paper of an organisation: who wrote, under which number and day of its own. */
  sender: line(300),
  senderNumber: line(100),
  senderDate: z.iso.date('Дата в виде ГГГГ-ММ-ДД').optional(),
  /** Card of a personal reception (59‑ФЗ art. 13). */
  cardNumber: line(50),
  campaign: z.uuid().optional(),
});
export type RegisterOnBehalf = z.input<typeof RegisterOnBehalf>;

export const RegisteredOnBehalf = FiledAppeal.extend({
  registeredAt: z.iso.datetime(),
  /** By when the law wanted it registered; null where no such term runs. */
  registrationDueAt: z.iso.datetime().nullable(),
  registrationLate: z.boolean(),
});
export type RegisteredOnBehalf = z.infer<typeof RegisteredOnBehalf>;

export const CallerQuery = z.object({
  phone: z
    .string()
    .max(40)
    .refine((text) => normalisePhone(text) !== null, 'Номер не похож на телефон'),
});
/** Earlier cases of whoever calls from this number, of those the operator may see. */
export const CallerHistory = z.object({
  phone: z.string(),
  name: z.string().nullable(),
  rows: z.array(AppealRow),
});
export type CallerHistory = z.infer<typeof CallerHistory>;
