import { readdirSync, readFileSync } from 'node:fs'

/** What the kernel says of processes (Linux). */

const ticksPerSecond = 100

function statOf(pid: number): string[] {
  // The name, in brackets, may hold anything.
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
}

/** Processor milliseconds a process has used: user and system, all its threads, and children that have ended. */
export function cpuMs(pids: readonly number[]): number {
  const ticks = pids.map((pid) => {
    try {
      const fields = statOf(pid)
      return [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0)
    } catch {
      // It has ended since; its parent counts it.
      return 0
    }
  })
  return (ticks.reduce((sum, each) => sum + each, 0) * 1000) / ticksPerSecond
}

/** A process and those it started, as they are now. */
export function family(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => {
      try {
        return Number(statOf(each)[1]) === pid
      } catch {
        return false // Ended while we looked.
      }
    })
  return [pid, ...children]
}

/** Proportional set size in megabytes: shared pages are counted once over all that share them. */
export function pssMb(pids: readonly number[]): number {
  const kilobytes = pids.map((pid) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      return 0 // Ended while we looked.
    }
  })
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024
}
