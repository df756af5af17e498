import { crashPoint } from './env.ts'

const [armed = null, times = '1'] = crashPoint()?.split('*') ?? []
let left = Number(times)

/**
 * A marked point around a commit. In the crash tests the process named there kills itself, as a power cut would: no
 * handler runs, nothing is flushed. `LOFTE_CRASH_AT=inbound.filed*7` does so the seventh time. In ordinary life this is one
 * comparison.
 */
export function crashHere(point: string): void {
  if (armed !== null && armed === point && --left <= 0) process.kill(process.pid, 'SIGKILL')
}
