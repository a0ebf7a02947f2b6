import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Said wherever a browser is needed and there is none. */
export const CHROMIUM_REMEDY =
  'Chromium is not found. Install it (apt-get install chromium, or npx playwright-core install chromium), ' +
  'or name it in CHROMIUM_PATH, or skip browser tests with OTKLIK_SKIP_BROWSER=1.';

/** For a quiet Chromium that makes no connections of its own. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  // The map draws with WebGL; a machine without a graphics card draws it in software.
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC_APPS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of a Chromium that can be started, or null. Order: CHROMIUM_PATH, PATH, /usr/bin, macOS applications, playwright's. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | null {
  if (env.CHROMIUM_PATH) return isProgram(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : null;
  const folders = [...(env.PATH ?? '').split(delimiter).filter(Boolean), '/usr/bin', '/usr/local/bin'];
  const paths = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...paths, ...MAC_APPS, ...playwrightPaths(env)].find(isUsable) ?? null;
}

/**
 * Installs Chromium where it is missing, saying in a line what is being done.
 *
 * @returns its path, or null when it could not be installed
 */
export function installChromium(say: (line: string) => void): string | null {
  const root = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const mayInstall = root.length === 0 || spawnSync('sudo', ['-n', 'true']).status === 0;
  if (process.platform === 'linux' && hasApt() && !isUbuntu() && mayInstall) {
    say('No Chromium: installing it with apt-get (a minute or two)…');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    run([...root, 'apt-get', 'update', '-q'], env);
    run([...root, 'apt-get', 'install', '-y', '-q', '--no-install-recommends', 'chromium'], env);
    const found = findChromium();
    if (found) return found;
  }
  say('No Chromium: downloading it with playwright-core (a minute or two)…');
  // On Ubuntu the package is a snap, which containers cannot run; playwright's build needs system libraries, which it installs.
  const withLibraries = process.platform === 'linux' && hasApt() && mayInstall ? ['--with-deps'] : [];
  run(['npx', 'playwright-core', 'install', ...withLibraries, 'chromium'], process.env);
  return findChromium();
}

function run(command: string[], env: NodeJS.ProcessEnv): void {
  spawnSync(command[0]!, command.slice(1), { env, stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 });
}

/** Newest first. */
function playwrightPaths(env: NodeJS.ProcessEnv): string[] {
  const caches = [
    env.PLAYWRIGHT_BROWSERS_PATH,
    join(homedir(), '.cache/ms-playwright'),
    join(homedir(), 'Library/Caches/ms-playwright'),
  ];
  const inside = [
    'chrome-linux/chrome',
    'chrome-linux64/chrome',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  ];
  return caches.flatMap((cache) => {
    if (!cache || !existsSync(cache)) return [];
    const builds = readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name));
    builds.sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)));
    return builds.flatMap((build) => inside.map((path) => join(cache, build, path)));
  });
}

/** Ubuntu's `chromium-browser` is a script that only tells to install the snap. */
function isUsable(path: string): boolean {
  if (!isProgram(path)) return false;
  try {
    const head = readFileSync(path).subarray(0, 4000).toString('latin1');
    return !(head.startsWith('#!') && /snap install|snap run/.test(head));
  } catch {
    return true;
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function hasApt(): boolean {
  return existsSync('/usr/bin/apt-get');
}

function isUbuntu(): boolean {
  return existsSync('/etc/os-release') && /^ID=ubuntu$/m.test(readFileSync('/etc/os-release', 'utf8'));
}
