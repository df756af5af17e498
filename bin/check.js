// `npm run check`: all that must hold before a change goes in, the quick things first; the tests' closing line comes last.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const bin = (name) => `node_modules/.bin/${name}`
const steps = [
  ['format and lint', bin('biome'), ['ci', '--colors=off']],
  ['types', bin('tsc'), ['-p', '.']],
  ['types of the journeys', bin('tsc'), ['-p', 'tests/journeys'], 'tests/journeys/tsconfig.json'],
  ['types of the web programs', bin('tsc'), ['-p', 'tsconfig.web.json'], 'tsconfig.web.json'],
  ['schema drift', process.execPath, ['bin/schema.ts', '--check'], 'bin/schema.ts'],
]

for (const [name, program, args, needs] of steps) {
  if (needs && !existsSync(needs)) continue
  const from = performance.now()
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const seconds = ((performance.now() - from) / 1000).toFixed(1)
  process.stdout.write(`${status === 0 ? '✓' : '✗'} ${name} (${seconds} s)\n`)
  if (status === 0) continue
  process.stdout.write(`${stdout ?? ''}${stderr ?? ''}${error ? `${error.message}\n` : ''}`)
  // The closing line stands there however the check ends.
  process.stdout.write('\n0 passed, 1 failed\n', () => process.exit(1))
  await new Promise(() => undefined)
}
// In this process: SIGINT and SIGTERM reach the tests, and their last line is ours.
process.argv.length = 2
await import('./test.js')
