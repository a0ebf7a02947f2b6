import { z } from 'zod';
import { PERMISSIONS, Role } from './access.ts';

export const SignIn = z.object({
  login: z.string().trim().min(1, 'Введите логин').max(100),
  password: z.string().min(1, 'Введите пароль').max(200),
});
export type SignIn = z.infer<typeof SignIn>;

export const Session = z.object({
  login: z.string(),
  name: z.string(),
  role: Role,
  permissions: z.array(z.enum(PERMISSIONS)),
  regionCode: z.string(),
  /** null = not limited by this dimension. */
  scope: z.object({
    organisations: z.array(z.string()).nullable(),
    sectors: z.array(z.string()).nullable(),
    municipalities: z.array(z.string()).nullable(),
  }),
  organisation: z.string().nullable(),
});
export type Session = z.infer<typeof Session>;
