// `npm test`: every test there is, or those whose files' names hold one of the arguments. The last line of stdout is
// `N passed, N failed`, with `, N skipped` if any.
import { startVitest } from 'vitest/node'

const counted = { passed: 0, failed: 0, skipped: 0 }
const skipped = []

const counter = {
  onTestRunEnd(modules, unhandledErrors) {
    counted.failed += unhandledErrors.length
    for (const module of modules) {
      // A file that can't be read has no tests to fail.
      counted.failed += module.errors().length
      for (const suite of module.children.allSuites()) counted.failed += suite.errors().length
      for (const test of module.children.allTests()) {
        const { state, note } = test.result()
        if (state === 'passed') counted.passed++
        else if (state === 'skipped') {
          counted.skipped++
          skipped.push(`${module.relativeModuleId}: ${test.fullName} — ${note ?? reasonOf(test)}`)
        } else counted.failed++
      }
    }
  },
}

/** `describe.skipIf` has no place for a reason: its name says it then. */
const reasonOf = (test) => (test.options.mode === 'todo' ? 'to be written' : 'its condition is not met here')

// Playwright and others would otherwise wait for somebody to type.
process.stdin.unref?.()
let broken = null
try {
  const vitest = await startVitest('test', process.argv.slice(2), {
    watch: false,
    passWithNoTests: false,
    reporters: [['default', { summary: false }], counter],
  })
  await vitest?.close()
} catch (error) {
  broken = error
  counted.failed++
}
if (broken) process.stdout.write(`\nThe tests could not be run: ${broken.stack ?? broken}\n`)
if (skipped.length > 0) process.stdout.write(`\nSkipped:\n${skipped.map((line) => `  ${line}\n`).join('')}`)
const { passed, failed } = counted
const tail = counted.skipped > 0 ? `, ${counted.skipped} skipped` : ''
process.stdout.write(`\n${passed} passed, ${failed} failed${tail}\n`, () =>
  process.exit(failed > 0 || passed === 0 ? 1 : 0),
)
