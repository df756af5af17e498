import { execFileSync } from 'node:child_process'
import { isAlive } from '../../src/core/postmaster.ts'
import { waitUntil } from './wait-until.ts'

/** The process and all that come from it. */
function familyOf(pid: number): number[] {
  const all = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number])
  const family = [pid]
  for (const one of family) for (const [child, parent] of all) if (parent === one) family.push(child)
  return family
}

/** As a power cut would: kill -9 of the process and its children, parents first, so that none of them can react. */
export async function cutPower(pid: number): Promise<void> {
  const family = familyOf(pid)
  for (const one of family) {
    try {
      process.kill(one, 'SIGKILL')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
  await waitUntil(`process ${pid} and its children are gone`, () => !family.some(isAlive))
}
