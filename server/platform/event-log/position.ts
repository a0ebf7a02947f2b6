/** Place in the event log of a region: (transaction, counter within it). */
export interface Position {
  transactionId: bigint;
  seq: bigint;
}

export const START: Position = { transactionId: 0n, seq: 0n };

export function comparePositions(a: Position, b: Position): number {
  if (a.transactionId !== b.transactionId) return a.transactionId < b.transactionId ? -1 : 1;
  return a.seq === b.seq ? 0 : a.seq < b.seq ? -1 : 1;
}

export function formatPosition({ transactionId, seq }: Position): string {
  return `${transactionId}.${seq}`;
}

/** @returns null for anything that `formatPosition` does not make */
export function parsePosition(text: string): Position | null {
  const match = /^(\d{1,20})\.(\d{1,19})$/.exec(text);
  return match ? { transactionId: BigInt(match[1]!), seq: BigInt(match[2]!) } : null;
}
