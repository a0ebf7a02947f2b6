import { createHash } from 'node:crypto';
import { build, type Plugin } from 'vite';

/** Pages that must open without a network: the resident's form and case; for staff on a phone also their list and card. */
const PAGES = ['portal/portal-home-page.tsx', 'portal/file-appeal-page.tsx', 'portal/follow-page.tsx'];
const STAFF_PAGES = ['layout/console-shell.tsx', 'mine/mine-page.tsx', 'appeals/card/appeal-page.tsx'];
/** Not a file of a page, but asked for by one in the field. */
const PARTS = ['exifr'];
const PICTURES = ['/icon.svg', '/icon-192.png', '/badge-96.png'];

interface Chunk {
  type: 'chunk';
  fileName: string;
  facadeModuleId: string | null;
  moduleIds: string[];
  isEntry: boolean;
  imports: string[];
  viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> };
}

/**
 * Builds `sw.js` beside the pages: a file of its own, knowing which files of this very build to keep. Its version is made of their
 * names (which are made of their content) and of its own text, so that an unchanged build offers nobody an update.
 */
export function serviceWorker(): Plugin {
  return {
    name: 'otklik-service-worker',
    apply: 'build',
    async generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((each) => each.type === 'chunk') as unknown as Chunk[];
      const files = [...PICTURES, ...filesOf(chunks, PAGES)].sort();
      const staffFiles = filesOf(chunks, STAFF_PAGES)
        .filter((name) => !files.includes(name))
        .sort();
      const code = await buildWorker();
      const version = createHash('sha256')
        .update(JSON.stringify([files, staffFiles]))
        .update(code)
        .digest('hex')
        .slice(0, 12);
      this.emitFile({
        type: 'asset',
        fileName: 'sw.js',
        source: `const BUILD = ${JSON.stringify({ version, files, staffFiles })};\n${code}`,
      });
    },
  };
}

/** Chunks of those pages with everything they import at once. */
function filesOf(chunks: readonly Chunk[], pages: readonly string[]): string[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const found = new Set<string>();
  const take = (chunk: Chunk | undefined) => {
    if (!chunk || found.has(chunk.fileName)) return;
    found.add(chunk.fileName);
    for (const file of chunk.viteMetadata?.importedCss ?? []) found.add(file);
    for (const name of chunk.imports) take(byName.get(name));
  };
  for (const chunk of chunks) {
    const wanted = pages.some((page) => chunk.facadeModuleId?.endsWith(`/web/${page}`));
    const part = PARTS.some((name) => chunk.facadeModuleId?.includes(`/node_modules/${name}/`));
    if (chunk.isEntry || wanted || part) take(chunk);
  }
  return [...found].map((name) => `/${name}`);
}

async function buildWorker(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      rolldownOptions: {
        input: new URL('./service-worker.ts', import.meta.url).pathname,
        output: { format: 'iife' },
      },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((each) =>
    'output' in each ? each.output : [],
  );
  const [worker] = outputs.filter((each) => each.type === 'chunk');
  if (!worker || outputs.length !== 1) throw new Error('The service worker must be one file.');
  return worker.code;
}
