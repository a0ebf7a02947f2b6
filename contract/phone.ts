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

/** As people read a number out: «+7 913 123‑45‑67»; numbers of other countries stay as they are. */
export function spellPhone(phone: string): string {
  const parts = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(phone);
  return parts ? `+7 ${parts[1]} ${parts[2]}‑${parts[3]}‑${parts[4]}` : phone;
}
