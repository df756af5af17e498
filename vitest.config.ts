import { defineConfig } from 'vitest/config'

const database = './tests/setup/database.ts'
const rulesOnly = { environment: 'node' as const, pool: 'threads' as const }
// Processes: they hold sockets and children, and one that hangs can be ended.
const whole = { environment: 'node' as const, pool: 'forks' as const, globalSetup: [database] }

/** `rules` need nothing, `stories` a database, `journeys` a browser too, `faults` kill what they started. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...rulesOnly,
          name: 'rules',
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: ['src/**/*.stories.test.ts', 'src/core/*-{folder,server,postgres}.test.ts'],
        },
      },
      { test: { ...rulesOnly, name: 'architecture', include: ['tests/architecture.test.ts'] } },
      // The floor's own processes: they start PostgreSQL themselves.
      {
        test: {
          environment: 'node',
          pool: 'forks',
          name: 'floor',
          include: ['src/core/*-{folder,server,postgres}.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          ...whole,
          name: 'stories',
          include: ['src/**/*.stories.test.ts', 'tests/stories/*.stories.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          ...whole,
          name: 'faults',
          include: ['tests/faults/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...whole,
          name: 'journeys',
          include: ['tests/journeys/*.journey.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
