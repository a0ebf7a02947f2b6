/**
 * Files that people send: what they really are, what they tell besides the picture, whether they are safe.
 * Invariant: type by content, never by name; nothing about the sender's device or place stays in a picture that is kept.
 * Entrance: `typeOf`, `photoFacts` (before stripping), `withoutMetadata`, `scanFile`.
 */
export { type PhotoFacts, photoFacts } from './photo-facts.ts';
export { type ScanResult, scanFile } from './scan-file.ts';
export { typeOf } from './type-of.ts';
export { withoutMetadata } from './without-metadata.ts';
