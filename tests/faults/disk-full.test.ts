import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFailed, onTestFinished, test } from 'vitest'
import { freshDatabase } from '../setup/story-database.ts'
import { throwDice } from './dice.ts'
import { handOver, type Letter } from './hand-over.ts'
import { writeLetter } from './letters.ts'
import { makeRealDesk } from './real-desk.ts'
import { setUp } from './set-up.ts'
import { waitUntil } from './wait-until.ts'

const mount = (folder: string) => spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder]).status === 0
const unmount = (folder: string) => spawnSync('umount', ['-l', folder]).status === 0

/** Whether this user may mount: root, and not in a container without that right. */
async function mayMount(): Promise<boolean> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const folder = await mkdtemp(join(tmpdir(), 'lofte-mount-'))
  const may = mount(folder) && unmount(folder)
  await rm(folder, { recursive: true })
  return may
}

/** A letter with a picture, so that filing it needs room of its own. */
function withPicture(): Letter {
  const dice = throwDice(7)
  for (let number = 0; ; number++) {
    const letter = writeLetter(number, dice)
    if (letter.raw.length > 20_000 && letter.raw.includes('maaler.png')) return letter
  }
}

test.skipIf(!(await mayMount()))(
  'with a full disk mail stays with its sender, and what is here waits (needs the right to mount)',
  async () => {
    const database = await freshDatabase()
    onTestFinished(() => database.drop())
    const desk = await makeRealDesk({ DATABASE_URL: database.url })
    onTestFinished(() => desk.close())
    const files = join(desk.dataFolder, 'files')
    await mkdir(files)
    expect(mount(files)).toBe(true)
    onTestFinished(() => void unmount(files))
    const program = desk.start()
    onTestFailed(() => void process.stderr.write(program.stderr()))
    const headers = { authorization: `Bearer ${await setUp(desk.url, program)}` }
    const ask = async (path: string) =>
      (await fetch(`${desk.url}/api/v1${path}`, { headers })).json() as Promise<{ items: { messageCount: number }[] }>
    const attach = async () => {
      const body = new FormData()
      body.set('file', new Blob([crypto.getRandomValues(new Uint8Array(30_000))]), 'brev.bin')
      return (await fetch(`${desk.url}/api/v1/attachments`, { method: 'POST', headers, body })).status
    }
    const filler = join(files, 'filler')
    const leave = async (bytes: number) => {
      await rm(filler, { force: true })
      const { bavail, bsize } = await statfs(files)
      await writeFile(filler, Buffer.alloc(bavail * bsize - bytes))
    }

    const letter = withPicture()
    await leave(4096)
    expect(await handOver(desk.smtpPort, letter)).toBe(452)
    expect(await attach()).toBe(503)
    expect((await ask('/conversations')).items).toEqual([])

    // Room for the mail as it came, and not for the picture in it too.
    await leave(letter.raw.length + 3 * 4096)
    expect(await handOver(desk.smtpPort, letter)).toBe(250)
    const tries = () => program.stderr().split('it is tried again').length - 1
    await waitUntil('it has been tried more often than a bad mail would be', () => tries() > 3)
    expect((await ask('/quarantine')).items).toEqual([])

    await rm(filler)
    await waitUntil('the mail is a conversation', async () => (await ask('/conversations')).items.length === 1)
    expect(await attach()).toBe(201)
    expect(program.hasEnded()).toBe(false)
  },
)
