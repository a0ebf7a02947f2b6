import type { z } from 'zod';
import { type Account, Unreadable } from '../adapter.ts';

/** @throws Unreadable when the bytes are no JSON of this shape; fields we do not know are left alone */
export function readJson<S extends z.ZodType>(body: Buffer, schema: S): z.output<S> {
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch {
    throw new Unreadable('Это не JSON.');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Unreadable(`Поле «${issue?.path.join('.') || 'корень'}»: ${issue?.message}`);
}

/** The value as an object, or null; for looking into a delivery before it is known whose it is. */
export function peekJson(body: Buffer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body.toString());
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

export function textSetting(account: Account, name: string, otherwise: string): string {
  const value = account.settings[name];
  return typeof value === 'string' && value !== '' ? value : otherwise;
}

export function numberSetting(account: Account, name: string, otherwise: number): number {
  const value = Number(account.settings[name]);
  return Number.isFinite(value) && value !== 0 ? value : otherwise;
}

export function listSetting(account: Account, name: string, otherwise: readonly string[]): string[] {
  const value = account.settings[name];
  return Array.isArray(value) ? value.map(String) : [...otherwise];
}

export function header(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  name: string,
): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
