import { z } from 'zod';
import { TEXT_CHARS_MAX } from '../../contract/appeals.ts';
import { Open311Refusal } from './refusal.ts';

const words = (max: number) => z.string().trim().max(max).optional();

const Filing = z.object({
  jurisdiction_id: words(40),
  service_code: z
    .string({ error: 'service_code was not provided' })
    .trim()
    .min(1, 'service_code was not provided')
    .max(100),
  lat: z.coerce.number().min(-90).max(90).optional(),
  long: z.coerce.number().min(-180).max(180).optional(),
  address_string: words(500),
  address_id: words(100),
  email: words(200),
  device_id: words(200),
  account_id: words(200),
  first_name: words(100),
  last_name: words(100),
  phone: words(40),
  description: words(TEXT_CHARS_MAX),
  media_url: words(1000),
});
export type Filing = z.output<typeof Filing> & { municipality: string | null };

/**
 * A POST in the form encoding of the specification or in JSON, with parameters in the query as published clients send them. The body
 * wins over the query.
 *
 * @throws Open311Refusal 400 naming the first field that is wrong
 */
export function readFiling(
  contentType: string | undefined,
  body: Buffer,
  query: Record<string, unknown>,
): Filing {
  const given = { ...flat(query), ...bodyFields(contentType ?? '', body) };
  const present = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== '' && value !== null),
  );
  const parsed = Filing.safeParse(present);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Open311Refusal(400, `${issue?.path.join('.')}: ${issue?.message}`);
  }
  const filing = parsed.data;
  if ((filing.lat === undefined) !== (filing.long === undefined))
    throw new Open311Refusal(400, 'lat and long go together');
  if (filing.email && !z.email().safeParse(filing.email).success)
    throw new Open311Refusal(400, 'email: not an address');
  const municipality = present['attribute[municipality]'] ?? present['attribute[municipality][]'];
  const place = filing.lat !== undefined || filing.address_string || filing.address_id || municipality;
  if (!place) throw new Open311Refusal(400, 'lat and long, address_string or address_id was not provided');
  return { ...filing, municipality: typeof municipality === 'string' ? municipality : null };
}

function bodyFields(contentType: string, body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  if (/^application\/json/i.test(contentType)) {
    try {
      return flat(JSON.parse(body.toString()));
    } catch {
      throw new Open311Refusal(400, 'the body is not JSON');
    }
  }
  if (/^multipart\//i.test(contentType))
    throw new Open311Refusal(400, 'send fields as application/x-www-form-urlencoded; pictures as media_url');
  return Object.fromEntries(new URLSearchParams(body.toString()));
}

function flat(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
