import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** What a server wrote down about itself in its data directory; null when there is none, or not yet its port. */
export async function readPostmaster(cluster: string): Promise<{ pid: number; port: number } | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  // Lines: pid, data directory, start time, port, … (postmaster.pid in the manual, "Database File Layout").
  const lines = text.split('\n')
  const pid = Number(lines[0])
  return Number.isInteger(pid) && pid > 0 ? { pid, port: Number(lines[3]) || 0 } : null
}

/** Whether a process with this number lives, whoever's it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return !isZombie(pid)
}

/** Ended, and its parent has not asked how: in a container without an init process, orphans stay so for ever. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false
  try {
    // proc(5): pid (name) state …; the name may hold any character.
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false // It ended while we asked; the next look finds it gone.
  }
}

/** Whether this process is the PostgreSQL server of the cluster: numbers are used again for other programs. */
export function runsCluster(pid: number, cluster: string): boolean {
  try {
    return commandLine(pid).includes(cluster)
  } catch {
    return false // It ended while we asked.
  }
}

const commandLine = (pid: number) =>
  process.platform === 'linux'
    ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    : execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })

/**
 * Ends a server and waits until it is gone: first the fast shutdown (SIGINT: clients are cut off, everything is written), then
 * the immediate one (SIGQUIT: the next start recovers).
 */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!isAlive(pid)) return
    try {
      process.kill(pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return
      throw error
    }
    // It may be no child of ours (adopted), so there is no event to wait for.
    for (const until = Date.now() + patienceMs; Date.now() < until; await wait(10)) {
      if (!isAlive(pid)) return
    }
  }
}
