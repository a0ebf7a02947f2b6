import { createHash } from 'node:crypto';

/** One person's appeals and calls count as one author's; the pseudonym says nothing without the region's secret. */
export function pseudonymOf(secret: string, identity: string): string {
  return createHash('sha256')
    .update(secret)
    .update(identity.toLowerCase().trim())
    .digest('base64url')
    .slice(0, 16);
}
