import { spawn } from 'node:child_process'
import { chmod, chown, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDataFolder } from './data-folder.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lofte-folder-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const asRoot = process.getuid?.() === 0

/** A process that takes the folder, says so, and keeps it until it is killed or its stdin closes. */
function taker(path: string) {
  const module = JSON.stringify(new URL('./data-folder.ts', import.meta.url).pathname)
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { openDataFolder } = await import(${module})
       const lock = await (await openDataFolder(${JSON.stringify(path)})).tryLock('server')
       process.stdout.write(lock ? 'got' : 'refused')
       if (lock) { process.stdin.on('end', () => lock.release()); process.stdin.resume() }`,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const answer = new Promise<string>((resolve) => child.stdout.once('data', (text: Buffer) => resolve(text.toString())))
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  return { child, answer, ended }
}

test('a new data folder is closed to others', async () => {
  const path = join(folder, 'a/data')
  expect((await openDataFolder(path)).path).toBe(path)
  expect((await stat(path)).mode & 0o777).toBe(0o700)
})

test('the way into the folder does not matter: a link to it is the same folder', async () => {
  await symlink(folder, `${folder}.link`)
  try {
    const lock = await (await openDataFolder(folder)).tryLock('server')
    expect(await (await openDataFolder(`${folder}.link`)).tryLock('server')).toBeNull()
    await lock?.release()
  } finally {
    await rm(`${folder}.link`)
  }
})

test('of six processes that start at the same instant, exactly one gets the folder', async () => {
  const all = Array.from({ length: 6 }, () => taker(folder))
  const answers = await Promise.all(all.map((one) => one.answer))
  for (const { child } of all) child.stdin.end()
  await Promise.all(all.map((one) => one.ended))
  expect(answers.toSorted()).toEqual(['got', ...Array(5).fill('refused')])
})

test('after kill -9 the folder is free at once, and its note names nobody who lives', async () => {
  const first = taker(folder)
  expect(await first.answer).toBe('got')
  expect((await (await openDataFolder(folder)).holder())?.pid).toBe(first.child.pid)
  first.child.kill('SIGKILL')
  await first.ended
  const lock = await (await openDataFolder(folder)).tryLock('command')
  expect(lock).not.toBeNull()
  expect((await (await openDataFolder(folder)).holder())?.pid).toBe(process.pid)
  await lock?.release()
})

test('the holder tells where it serves, and takes the note away when it leaves', async () => {
  const data = await openDataFolder(folder)
  const lock = await data.tryLock('server')
  await lock?.announce({ databaseUrl: 'postgres://x' })
  await lock?.announce({ webUrl: 'http://127.0.0.1:3000' })
  expect(await data.holder()).toEqual({
    pid: process.pid,
    kind: 'server',
    databaseUrl: 'postgres://x',
    webUrl: 'http://127.0.0.1:3000',
  })
  expect((await stat(join(folder, 'holder.json'))).mode & 0o777).toBe(0o600)
  await lock?.release()
  expect(await data.holder()).toBeNull()
})

test('the secret is made once, also by many at once, and nobody else may read it', async () => {
  const data = await openDataFolder(folder)
  const secrets = new Set(await Promise.all(Array.from({ length: 8 }, () => data.secret(null))))
  expect(secrets.size).toBe(1)
  expect([...secrets][0]).toMatch(/^[\w-]{43}$/)
  expect((await stat(join(folder, 'secret'))).mode & 0o777).toBe(0o600)
  expect(await data.secret('given')).toBe('given')
})

test('a damaged secret is not replaced behind our back', async () => {
  await writeFile(join(folder, 'secret'), '')
  await expect((await openDataFolder(folder)).secret(null)).rejects.toThrow(/damaged \(0 characters\)/)
  expect(await readFile(join(folder, 'secret'), 'utf8')).toBe('')
})

test('a file in place of the folder is refused in words', async () => {
  const path = join(folder, 'file')
  await writeFile(path, '')
  await expect(openDataFolder(path)).rejects.toThrow(/The data folder .* can't be used: .* LOFTE_DATA/)
})

test.runIf(asRoot)('root does not take a folder of another user', async () => {
  await chown(folder, 4321, 4321)
  await expect(openDataFolder(folder)).rejects.toThrow(/belongs to another user \(uid 4321\).*LOFTE_DATA/)
})

test.runIf(asRoot)('an ordinary user is told whose the folder is', async () => {
  await chmod(folder, 0o755)
  const module = JSON.stringify(new URL('./data-folder.ts', import.meta.url).pathname)
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `const { openDataFolder, CannotStart } = await import(${module})
       await openDataFolder(${JSON.stringify(folder)}).catch((e) => console.log(e instanceof CannotStart, e.message))`,
    ],
    { uid: 4321, gid: 4321, cwd: '/', stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let said = ''
  for await (const chunk of child.stdout) said += chunk
  expect(said).toMatch(/^true The data folder .* belongs to another user \(root\), and this is uid 4321\./)
})
