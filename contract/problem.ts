import { z } from 'zod';

/** RFC 9457 problem details. `title` and `detail` are Russian sentences for a person; `type` is for programs. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  /** Field path → what to do about it. */
  errors: z.record(z.string(), z.string()).optional(),
  /** What happened to the thing since the version that the person saw. */
  changes: z
    .array(z.object({ at: z.iso.datetime(), type: z.string(), actor: z.string().nullable() }))
    .optional(),
});
export type Problem = z.infer<typeof Problem>;
