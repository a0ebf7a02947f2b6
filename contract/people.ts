import { z } from 'zod';
import { Role } from './access.ts';

const login = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9._-]{1,49}$/i, 'Логин: латиница, цифры, точка, дефис; от двух знаков');
const code = z.string().max(100);
const day = z.iso.date('Дата в виде ГГГГ-ММ-ДД');
const codes = z.array(code).max(500).nullable();

const Notify = z.object({
  email: z.email('Адрес почты с ошибкой').max(200).optional(),
  /** Number of the chat with the region's bot. */
  telegram: z
    .string()
    .regex(/^-?\d{1,20}$/, 'Номер чата — цифры')
    .optional(),
});

export const Person = z.object({
  login,
  name: z.string(),
  role: Role,
  organisation: z.string().nullable(),
  scope: z.object({ organisations: codes, sectors: codes, municipalities: codes }),
  disabled: z.boolean(),
  validUntil: z.iso.datetime().nullable(),
  group: z.string().nullable(),
  skills: z.array(z.string()),
  absentUntil: day.nullable(),
  /** Where alerts go besides the screen. */
  notify: Notify,
  /** Cases in hand, none of them ended. */
  load: z.number().int(),
});
export type Person = z.infer<typeof Person>;

export const SavePerson = z.object({
  name: z.string().trim().min(2, 'Впишите имя').max(200),
  role: Role,
  /** Left out: the password stays as it is. */
  password: z.string().min(8, 'Пароль — от восьми знаков').max(200).optional(),
  organisation: code.nullable().default(null),
  scope: z
    .object({
      organisations: codes.default(null),
      sectors: codes.default(null),
      municipalities: codes.default(null),
    })
    .prefault({}),
  disabled: z.boolean().default(false),
  group: code.nullable().default(null),
  skills: z.array(code).max(100).default([]),
  absentUntil: day.nullable().default(null),
  notify: Notify.default({}),
});
export type SavePerson = z.output<typeof SavePerson>;

/** Lent by the home body to a block of the centre, for a time; ended ones stay as history. */
export const Secondment = z.object({
  id: z.string(),
  login: z.string(),
  home: z.string(),
  sector: z.string(),
  from: day,
  to: day.nullable(),
});
export type Secondment = z.infer<typeof Secondment>;
export const AddSecondment = Secondment.omit({ id: true });

/** A body lets a person of the centre answer in its name, for a time. */
export const Delegation = z.object({
  id: z.string(),
  login: z.string(),
  organisation: z.string(),
  from: day,
  to: day.nullable(),
  grantedBy: z.string(),
});
export type Delegation = z.infer<typeof Delegation>;
export const AddDelegation = Delegation.omit({ id: true, grantedBy: true });

/** Volunteers, people of МФЦ: one role, one last day for all of them. */
export const TemporaryGroup = z.object({
  code: z.string().regex(/^[a-z0-9-]{2,50}$/, 'Код: латиница, цифры и дефис'),
  name: z.string().trim().min(2).max(200),
  role: Role,
  until: day,
  people: z.number().int().default(0),
});
export type TemporaryGroup = z.infer<typeof TemporaryGroup>;

/** Somebody to call upon in a note. */
export const ColleagueNamed = z.object({
  login: z.string(),
  name: z.string(),
  /** null: works at the centre. */
  organisation: z.string().nullable(),
});
export type ColleagueNamed = z.infer<typeof ColleagueNamed>;

/** What a body has lent of its voice, and to whom of the centre it could. */
export const Delegations = z.object({
  delegations: z.array(Delegation),
  /** Bodies in whose name the caller may let somebody answer; null = every one. */
  organisations: z.array(z.string()).nullable(),
  candidates: z.array(ColleagueNamed),
});
export type Delegations = z.infer<typeof Delegations>;

export const People = z.object({
  people: z.array(Person),
  secondments: z.array(Secondment),
  delegations: z.array(Delegation),
  groups: z.array(TemporaryGroup),
});
export type People = z.infer<typeof People>;
