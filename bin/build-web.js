// Builds the web programs beside the old ones and swaps them: a server that runs meanwhile is never without its pages.
import { existsSync, renameSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { build, resolveConfig } from 'vite'

const { build: target, root } = await resolveConfig({}, 'build')
const folder = resolve(root, target.outDir)
const fresh = `${folder}.new`
const old = `${folder}.old`
rmSync(fresh, { recursive: true, force: true })
try {
  await build({ build: { outDir: fresh, emptyOutDir: true }, logLevel: 'warn' })
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
rmSync(old, { recursive: true, force: true })
if (existsSync(folder)) renameSync(folder, old)
renameSync(fresh, folder)
rmSync(old, { recursive: true, force: true })
