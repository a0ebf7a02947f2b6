import { Buffer } from 'node:buffer';
import type { FileAppeal } from '../../../contract/appeals.ts';
import { generateDemoAppeals } from '../../../server/demo/index.ts';
import { readRegionFile } from '../../../server/registry/region-file.ts';
import { loadTaxonomy } from '../../../server/registry/taxonomy.ts';
import { REGION_FILE } from '../../running-server.ts';

/** Invented texts are put together until they are as long as residents' are: about 230 characters on average. */
const CHARS_MIN = 170;

/**
 * Different invented appeals as residents would file them through the form: text, address and point, a contact where the invented
 * author gave one.
 *
 * @param seed another seed gives other texts
 */
export function inventFilings(seed: number, count: number): FileAppeal[] {
  const filings: FileAppeal[] = [];
  const appeals = generateDemoAppeals({
    seed,
    region: readRegionFile(REGION_FILE),
    taxonomy: loadTaxonomy(),
    from: new Date('2025-01-01T00:00:00Z'),
    to: new Date('2027-01-01T00:00:00Z'),
    perWeek: 100_000,
  });
  let said = '';
  for (const { text, address, lat, lon, authorName, authorKey } of appeals) {
    said = said ? `${said} ${text}` : text;
    if (said.length < CHARS_MIN) continue;
    const email = `${authorKey.replace(/[^a-z0-9]+/gi, '.')}@example.org`;
    filings.push({
      text: said,
      address,
      point: [lat, lon],
      ...(authorName ? { contact: { name: authorName, email } } : {}),
    });
    said = '';
    if (filings.length === count) break;
  }
  return filings;
}

/** A whole HTTP/1.1 request ready to be written; made before the clock starts. */
export function requestOf(filing: FileAppeal, key: string): Buffer {
  const body = Buffer.from(JSON.stringify(filing));
  const head =
    'POST /api/appeals HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n' +
    `idempotency-key: ${key}\r\ncontent-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}
