import { z } from 'zod';

const code = z.string().max(200);

/** What a service asks for besides place and words (GeoReport v2, service definition). */
export const ServiceAttribute = z.object({
  code,
  datatype: z.string(),
  required: z.boolean(),
  description: z.string(),
  values: z.array(z.object({ key: z.string(), name: z.string() })),
});
export type ServiceAttribute = z.infer<typeof ServiceAttribute>;

export const ContractorService = z.object({
  code,
  name: z.string(),
  group: z.string().nullable(),
  attributes: z.array(ServiceAttribute),
  /** Our topics that it stands for; a topic's children go along. */
  topics: z.array(z.string()),
  /** The contractor offers it no more. */
  gone: z.boolean(),
});
export type ContractorService = z.infer<typeof ContractorService>;

/** A contractor whose own system takes work through Open311. */
export const Contractor = z.object({
  account: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  services: z.array(ContractorService),
});
export type Contractor = z.infer<typeof Contractor>;
export const Contractors = z.object({ rows: z.array(Contractor) });

export const MapService = z.object({ topics: z.array(z.string().max(100)).max(300) });

export const HandOverPart = z.object({
  account: z.string().max(40),
  /** Left out: the service that stands for the topic of the case. */
  service: code.optional(),
  attributes: z.record(z.string().max(100), z.string().max(2000)).default({}),
});
export type HandOverPart = z.output<typeof HandOverPart>;

export const ConfirmPart = z
  .object({ accepted: z.boolean(), why: z.string().trim().max(2000).optional() })
  .refine(({ accepted, why }) => accepted || (why ?? '').length >= 3, {
    message: 'Напишите, что не так',
    path: ['why'],
  });

/** How a part stands on the contractor's side. */
export const RemotePart = z.object({
  account: z.string(),
  service: z.string(),
  /** `handed` leaves soon · `token` taken, its number to come · `lost` nothing more will come, see `error`. */
  state: z.enum(['handed', 'token', 'open', 'closed', 'lost']),
  requestId: z.string().nullable(),
  notes: z.string().nullable(),
  error: z.string().nullable(),
  confirmedBy: z.string().nullable(),
});
export type RemotePart = z.infer<typeof RemotePart>;
