/** Keeps what the server answered, and gives it back where nobody answers; there is one on an executor's phone. */
export interface CopyKeeper {
  keeps(endpoint: string): boolean;
  /** @param address path and query, the name of the copy */
  keep(endpoint: string, address: string, value: unknown): Promise<void>;
  /** @returns undefined when there is none, or it is too old */
  read(endpoint: string, address: string): Promise<unknown>;
}

let keeper: CopyKeeper | null = null;

export function setCopyKeeper(chosen: CopyKeeper | null): void {
  keeper = chosen;
}

export const copyKeeper = () => keeper;
