/** The same key came with another content: somebody reuses keys, and guessing would lose one of the two. */
export class IdempotencyConflict extends Error {
  override name = 'IdempotencyConflict';
}
