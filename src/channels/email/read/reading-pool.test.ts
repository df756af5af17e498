import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { createReadingPool, type ReadingPool, type ReadingPoolOptions } from './reading-pool.ts'

const faulty = new URL('../fixtures/faulty-worker.ts', import.meta.url)
const open: ReadingPool[] = []

function pool(options: ReadingPoolOptions): ReadingPool {
  const created = createReadingPool(options)
  open.push(created)
  return created
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

test('a mail is read in a thread of its own, with the bytes of its files', async () => {
  const sample = readFileSync(new URL('../fixtures/samples/03-attachment-sv.eml', import.meta.url))
  const reader = pool({ size: 1 })
  const [first, second] = await Promise.all([reader.read(sample), reader.read(sample)])
  expect(first.mail.from.name).toBe('Åsa Öberg')
  expect(first.contents.map((bytes) => bytes.length)).toEqual([18])
  expect(second).toEqual(first)
  expect(sample.length).toBeGreaterThan(0)
})

test('what is no mail is refused by name from the thread too', async () => {
  const refusal = pool({ size: 1 }).read(new Uint8Array(0))
  await expect(refusal).rejects.toMatchObject({ name: 'UnreadableMail', code: 'not-a-mail' })
})

test.each([
  ['hang', 'timed-out'],
  ['eat', 'out-of-memory'],
  ['exit', 'parser-fault'],
  ['throw', 'parser-fault'],
])('a mail that makes its thread %s is refused, and the mails around it are read', async (order, code) => {
  const reader = pool({ size: 1, timeoutMs: order === 'hang' ? 200 : 60_000, memoryMb: 32, workerUrl: faulty })
  const before = reader.read(Buffer.from('before'))
  const bad = reader.read(Buffer.from(order))
  const after = reader.read(Buffer.from('after'))
  await expect(bad).rejects.toMatchObject({ code })
  expect((await before).mail.subject).toBe('before')
  expect((await after).mail.subject).toBe('after')
})

test('a closed pool reads nothing more and says so', async () => {
  const reader = pool({ size: 1, workerUrl: faulty })
  const waiting = reader.read(Buffer.from('hang'))
  const told = expect(waiting).rejects.toThrow(/stopped/)
  await reader.close()
  await told
  await expect(reader.read(Buffer.from('x'))).rejects.toThrow(/closed/)
})

test('a thread that can not start refuses the mail instead of waiting for ever', async () => {
  const reader = pool({ size: 1, workerUrl: new URL('../fixtures/no-such-worker.ts', import.meta.url) })
  await expect(reader.read(Buffer.from('x'))).rejects.toMatchObject({ code: 'parser-fault' })
})
