const STEP_MS = 25;
const WITHIN_MS = 15_000;

/**
 * Repeats a question until its answer is the expected one.
 *
 * @param meanwhile is called before each repetition: wakes what would otherwise sleep until its next round
 * @throws when it never becomes right, with the last answer
 */
export async function eventually<T>(
  ask: () => Promise<T> | T,
  right: (value: T) => boolean,
  meanwhile?: () => Promise<unknown> | unknown,
): Promise<T> {
  for (let waited = 0; waited < WITHIN_MS; waited += STEP_MS) {
    const value = await ask();
    if (right(value)) return value;
    await meanwhile?.();
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
  throw new Error(`Never became right: ${JSON.stringify(await ask())}`);
}
