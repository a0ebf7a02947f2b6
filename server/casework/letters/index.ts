/**
 * Letters to residents: what a case has said, on the letterhead of the body that said it, as DOCX and PDF, and their way by post.
 * Invariant: both files are written from one description (`letterOf`), so they say the same; a letter has one outgoing number, taken
 * once, and a letter that was queued for the post stays in the queue until somebody says that it was sent.
 * Entrance: `letterOf` (pure), `printLetters`, `writeDocx`, `openLetter`, `readPost`.
 */

export type { Letter } from './letter-of.ts';
export { readLetterhead, saveLetterhead } from './letterheads.ts';
export { openLetter, openPostLetters } from './open-letter.ts';
export { markSent, markUnsent, readPost } from './post.ts';
export { PrinterBusy, printLetters } from './print-letters.ts';
export { readCaseLetters } from './read-case-letters.ts';
export { writeDocx } from './write-docx.ts';
