import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: [...configDefaults.exclude, 'data/**', 'screens/**', '.cache/**'],
    environment: 'node',
    globalSetup: ['test/support/global-setup.ts'],
    // Processes, not threads: native modules (DuckDB, argon2) and the exit of a whole server stay apart from their neighbours.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 120_000,
    // A busy machine is slow, not wrong: a condition is waited for longer than the second that is usual.
    expect: { poll: { timeout: 15_000 } },
  },
});
