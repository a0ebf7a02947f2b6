import { z } from 'zod';
import type { Permission } from '../access.ts';

export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  /** A new endpoint is closed until this is declared; the server refuses to start without it. */
  permission: Permission;
  /** Permissions that the door asks for beside the first. */
  also?: readonly Permission[];
  /** Russian, for the documentation page. */
  summary: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  output?: z.ZodType;
  /** Success status when it is not 200. */
  status?: number;
  /** `stream`: the handler writes the answer itself (files, server-sent events). */
  raw?: boolean;
  /** The body arrives as bytes, up to this many, of whatever type: what others send is checked before it is parsed. */
  bytesMax?: number;
}

/** Parameters of a path that names one thing. */
export const byId = z.object({ id: z.uuid() });

/** Everything that whoever knocks must be allowed. */
export function permissionsOf({ permission, also = [] }: Endpoint): readonly Permission[] {
  return [permission, ...also];
}
