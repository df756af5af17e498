import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * One process at a time, also over kill -9, with nothing but the file system (Node 20 has no locks of the kernel's). Files
 * PATH.1, PATH.2, … name their owners; the highest number has the turn, until its owner ends or writes `free`. The highest
 * file is never removed, so that of those who find it left behind exactly one gets to make the next.
 * @param {string} path
 * @param {() => void} onWait called once if there is somebody to wait for
 * @returns {Promise<() => void>} gives the turn back
 */
export async function takeTurn(path, onWait) {
  fs.mkdirSync(dirname(path), { recursive: true })
  const name = `${process.pid} ${startOf(process.pid)}`
  const draft = `${path}.draft-${process.pid}`
  for (let waited = false; ; ) {
    const last = Math.max(0, ...turns(path))
    if (last > 0 && isHeld(`${path}.${last}`)) {
      if (!waited) onWait()
      waited = true
      await wait(200)
      continue
    }
    const mine = `${path}.${last + 1}`
    fs.writeFileSync(draft, name)
    try {
      // A file with its owner's name in it from the first instant on, and refused when somebody was faster.
      fs.linkSync(draft, mine)
    } catch (error) {
      if (error.code === 'EEXIST') continue
      throw error
    } finally {
      fs.rmSync(draft, { force: true })
    }
    if (Math.max(...turns(path)) > last + 1) {
      fs.rmSync(mine, { force: true })
      continue
    }
    for (const old of turns(path)) if (old <= last) fs.rmSync(`${path}.${old}`, { force: true })
    return () => {
      fs.writeFileSync(draft, 'free')
      fs.renameSync(draft, mine)
    }
  }
}

function turns(path) {
  const start = `${path}.`
  return fs
    .readdirSync(dirname(path))
    .map((name) => `${dirname(path)}/${name}`)
    .filter((file) => file.startsWith(start) && /^\d+$/.test(file.slice(start.length)))
    .map((file) => Number(file.slice(start.length)))
}

function isHeld(file) {
  let owner
  try {
    owner = fs.readFileSync(file, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return true // Replaced meanwhile: look again.
    throw error
  }
  const [pid, ...started] = owner.split(' ')
  return owner !== 'free' && startOf(Number(pid)) === started.join(' ')
}

/** When a process began, to tell it from a later one with the same number; empty when there is none. */
function startOf(pid) {
  try {
    if (process.platform !== 'linux') {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    }
    const [state, ...rest] = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')
    return state === 'Z' ? '' : rest[18]
  } catch {
    return ''
  }
}
