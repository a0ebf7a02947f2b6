/**
 * A telephone number as it is stored and compared: «8 (913) 123-45-67», «9131234567» and «+7 913 123 45 67» are one number.
 *
 * @returns «+79131234567», or null where this is no number that can be called back
 */
export function normalisePhone(text: string): string | null {
  const digits = text.replace(/\D/g, '');
  if (digits.length === 10) return `+7${digits}`;
  if (digits.length === 11 && /^[78]/.test(digits)) return `+7${digits.slice(1)}`;
  return text.trim().startsWith('+') && digits.length >= 8 && digits.length <= 15 ? `+${digits}` : null;
}
