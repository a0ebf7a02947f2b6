/** PostgreSQL counts moments and days from 2000‑01‑01. */
const EPOCH_S = 946_684_800;
const EPOCH_DAY = EPOCH_S / 86_400;

/** Reads the fields of one binary tuple in their order; null for SQL null. The caller knows the types. */
export class TupleReader {
  private buffer: Buffer = Buffer.alloc(0);
  private at = 0;

  open(bytes: Buffer, start: number): void {
    this.buffer = bytes;
    this.at = start + 2;
  }

  /** Moves behind the next field. @returns where its bytes begin, −1 for null */
  private next(): number {
    const length = this.buffer.readInt32BE(this.at);
    const start = this.at + 4;
    this.at = start + Math.max(0, length);
    return length < 0 ? -1 : start;
  }

  bytes(): Buffer | null {
    const start = this.next();
    return start < 0 ? null : this.buffer.subarray(start, this.at);
  }

  text(): string | null {
    const start = this.next();
    if (start < 0) return null;
    // Codes are short and nearly always plain: reading them as bytes is several times quicker than decoding.
    for (let byte = start; byte < this.at; byte += 1)
      if (this.buffer[byte]! > 127) return this.buffer.toString('utf8', start, this.at);
    return this.buffer.toString('latin1', start, this.at);
  }

  small(): number | null {
    const start = this.next();
    return start < 0 ? null : this.buffer.readInt16BE(start);
  }

  double(): number | null {
    const start = this.next();
    return start < 0 ? null : this.buffer.readDoubleBE(start);
  }

  /** `date` as days since 1970‑01‑01. */
  day(): number | null {
    const start = this.next();
    return start < 0 ? null : this.buffer.readInt32BE(start) + EPOCH_DAY;
  }

  /** `timestamptz` as seconds since 1970‑01‑01, exact to the microsecond. */
  moment(): number | null {
    const start = this.next();
    if (start < 0) return null;
    return (this.buffer.readInt32BE(start) * 2 ** 32 + this.buffer.readUInt32BE(start + 4)) / 1e6 + EPOCH_S;
  }
}
