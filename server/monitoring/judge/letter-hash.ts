/** FNV‑1a over `length` letters from `at`, begun from a seed and finished by an avalanche step: 32 bits. */
export function hashLetters(text: string, at: number, length: number, seed: number): number {
  let hash = seed | 0;
  for (let step = 0; step < length; step += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at + step), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
