/**
 * Identities of one person in several channels, and what joins them: a code from the known address of the other case, a follow link
 * sent from a private chat, or an operator's decision with its reason.
 * Invariant: nothing is joined by likeness; a bond and its events in both histories commit together; a code is kept as a hash, lives
 * ten minutes and five tries, and its letter no longer than that; an answer to a resident does not tell whether a number exists.
 * Entrance: `readLinkedKeys`, `joinIdentities`, `endLink`, `askCode`, `confirmCode`, `proofInMessage`, `eraseCodes`.
 */
export { askCode, CODE_MINUTES, CODE_TRIES_MAX, TooManyCodes } from './ask-code.ts';
export { type Contacts, compareContacts } from './compare-contacts.ts';
export { awaitsCode, confirmCode } from './confirm-code.ts';
export { endLink, joinIdentities } from './join-identities.ts';
export { type MessageProof, proofInMessage } from './proof-in-message.ts';
export {
  eraseCodes,
  findBearer,
  findIdentity,
  type Identity,
  keysOfCase,
  type LinkRow,
  readAuthorFacts,
  readLinkedKeys,
  readLinks,
} from './queries.ts';
