import { crashPoint } from './env.ts'

const armed = crashPoint()

/**
 * A marked point around a commit. In the crash tests the process named there kills itself, as a power cut would: no
 * handler runs, nothing is flushed. In ordinary life this is one comparison.
 */
export function crashHere(point: string): void {
  if (armed !== null && armed === point) process.kill(process.pid, 'SIGKILL')
}
