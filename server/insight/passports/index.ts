/**
 * Passports: everything about one municipality or one topic over a period, on one page.
 * Invariant: reads only the replica; a number here equals the length of the list that the same filter opens.
 * Entrance: `readPassport`.
 */
export { type PassportContext, type PassportSubject, readPassport } from './read-passport.ts';
