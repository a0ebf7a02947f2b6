import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { App } from '../app/index.ts';
import { PROJECT_FOLDER } from '../app/settings.ts';
import { isComplete, readPlan } from './demo-plan.ts';
import { startTrickle } from './trickle.ts';

/**
 * Writes the demo region's two years of history in a process of its own, so that screens stay quick, and lets new appeals come in
 * all the while. A stop in the middle is made good at the next start.
 */
export function seedInBackground(
  app: App,
  settings: { databaseUrl: string | undefined; dataFolder: string },
  say: (line: string) => void,
): { stop(): void } {
  const stopTrickle = startTrickle(app);
  let child: ReturnType<typeof spawn> | undefined;
  let stopped = false;
  void readPlan(app.database.pool).then((demo) => {
    if (!demo || isComplete(demo.plan) || stopped) return;
    child = spawn(process.execPath, [join(PROJECT_FOLDER, 'bin/otklik.mjs'), 'demo-seed'], {
      env: { ...process.env, OTKLIK_DATA: settings.dataFolder },
      // The child ends when this pipe closes: it never outlives the server, however that ends.
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      if (process.stdout.isTTY) process.stdout.write(`\r${chunk.toString().trim().split('\n').at(-1)}   `);
    });
    child.on('exit', (code) => {
      if (code === 0) say('\nИстория показательного региона дописана.');
    });
  });
  return {
    stop() {
      stopped = true;
      stopTrickle();
      child?.kill('SIGTERM');
    },
  };
}
