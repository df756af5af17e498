// `npm run dev`: the server, started again on each change, and Vite with hot reload, which sends /api on to the server.
import { spawn } from 'node:child_process'

const children = [
  spawn(process.execPath, ['--watch', '--watch-preserve-output', 'src/main.ts'], { stdio: 'inherit' }),
  spawn(process.execPath, ['node_modules/vite/bin/vite.js'], { stdio: 'inherit' }),
]
let stopping = false
const stop = (signal) => {
  stopping = true
  for (const child of children) child.kill(signal)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal))
for (const child of children) {
  child.on('exit', (code) => {
    // One without the other is of no use.
    if (!stopping) stop('SIGTERM')
    process.exitCode ||= code ?? 0
  })
}
