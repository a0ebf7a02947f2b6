import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { sendProblem } from '../platform/http/build-server.ts';
import { notFound } from '../platform/http/problem.ts';

/** Scripts and pictures come from this server alone; `blob:` is the map's drawing worker. */
const POLICY = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

/** The form for residents may stand in anybody's page; nothing of the console may. */
const EMBEDDED_POLICY = POLICY.replace("frame-ancestors 'self'", 'frame-ancestors *');

const OWN_PREFIXES = ['/api/', '/hooks/', '/open311/', '/assets/'];

/** Serves the built web app; every address that is not ours otherwise is a view of it. */
export async function serveWeb(server: FastifyInstance, folder: string | null): Promise<void> {
  if (folder && existsSync(join(folder, 'index.html'))) {
    await server.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      index: false,
      setHeaders(reply, path) {
        const forever = path.includes('/assets/');
        reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  server.setNotFoundHandler((request, reply) => {
    const isView =
      request.method === 'GET' && folder && !OWN_PREFIXES.some((prefix) => request.url.startsWith(prefix));
    if (!isView || !existsSync(join(folder, 'index.html'))) return sendProblem(reply, notFound());
    return reply
      .header('content-security-policy', /^\/report(\?|$)/.test(request.url) ? EMBEDDED_POLICY : POLICY)
      .header('cache-control', 'no-cache')
      .sendFile('index.html');
  });
}
