/** Names of places, topics and bodies are kept as small numbers: grouping by them is several times faster than by text. */
export type Dimension = 'channel' | 'kind' | 'topic' | 'municipality' | 'organisation' | 'status' | 'triage';

export type CodeEntry = [dimension: Dimension, id: number, code: string];

/** Codes of a dimension in the order in which they are numbered. */
export type CodeOrder = Partial<Record<Dimension, readonly string[]>>;

/** Code ↔ number of each dimension; 0 stands for «unknown». */
export class CodeBook {
  private readonly ids = new Map<Dimension, Map<string, number>>();
  private readonly codes = new Map<Dimension, string[]>();
  private fresh: CodeEntry[] = [];

  constructor(entries: readonly CodeEntry[]) {
    for (const entry of entries) this.put(entry);
  }

  private put([dimension, id, code]: CodeEntry): void {
    if (!this.ids.has(dimension)) {
      this.ids.set(dimension, new Map([['', 0]]));
      this.codes.set(dimension, ['']);
    }
    this.ids.get(dimension)!.set(code, id);
    this.codes.get(dimension)![id] = code;
  }

  find(dimension: Dimension, code: string | null): number | null {
    return code === null || code === '' ? 0 : (this.ids.get(dimension)?.get(code) ?? null);
  }

  idFor(dimension: Dimension, code: string | null): number {
    const known = this.find(dimension, code);
    if (known !== null) return known;
    const entry: CodeEntry = [dimension, this.lastId(dimension) + 1, code!];
    this.put(entry);
    this.fresh.push(entry);
    return entry[1];
  }

  /** Those known already keep their numbers. */
  numberInOrder(order: CodeOrder): void {
    for (const [dimension, codes] of Object.entries(order))
      for (const code of codes) this.idFor(dimension as Dimension, code);
  }

  codeOf(dimension: Dimension, id: number): string {
    return this.codes.get(dimension)?.[id] ?? '';
  }

  lastId(dimension: Dimension): number {
    return (this.codes.get(dimension)?.length ?? 1) - 1;
  }

  unsaved(): readonly CodeEntry[] {
    return this.fresh;
  }

  markSaved(): void {
    this.fresh = [];
  }
}
