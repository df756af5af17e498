// Builds the web programs beside the old ones and swaps them: a server that runs meanwhile is never without its pages.
import { renameSync, rmSync } from 'node:fs'
import { build, resolveConfig } from 'vite'

const { build: target, root } = await resolveConfig({}, 'build')
const folder = new URL(target.outDir, `file://${root}/`).pathname
const fresh = `${folder}.new`
const old = `${folder}.old`
rmSync(fresh, { recursive: true, force: true })
await build({ build: { outDir: fresh, emptyOutDir: true }, logLevel: 'warn' })
rmSync(old, { recursive: true, force: true })
try {
  renameSync(folder, old)
} catch (error) {
  if (error.code !== 'ENOENT') throw error
}
renameSync(fresh, folder)
rmSync(old, { recursive: true, force: true })
