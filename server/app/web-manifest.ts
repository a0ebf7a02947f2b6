import type { FastifyInstance } from 'fastify';
import type { AppContext } from './app-context.ts';

const ICONS = [
  { src: '/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
  { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
  { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
];

/** What a phone needs to put us among its programs (W3C Web Application Manifest), under the region's own name. */
export function bindWebManifest(server: FastifyInstance, app: AppContext): void {
  server.get('/manifest.webmanifest', async (_request, reply) => {
    const name = app.regions()[0]?.registry().file.name;
    return reply
      .header('content-type', 'application/manifest+json; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(
        JSON.stringify({
          id: '/',
          name: name ? `Отклик — ${name}` : 'Отклик',
          short_name: 'Отклик',
          description: 'Сообщить о проблеме и видеть, что сделано',
          lang: 'ru',
          dir: 'ltr',
          start_url: '/',
          scope: '/',
          display: 'standalone',
          theme_color: '#2b5fc7',
          background_color: '#ffffff',
          categories: ['government', 'utilities'],
          icons: ICONS,
          shortcuts: [{ name: 'Сообщить о проблеме', url: '/report', icons: [ICONS[0]] }],
        }),
      );
  });
}
