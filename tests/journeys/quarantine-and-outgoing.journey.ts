import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newMessageId } from '../mail-builder.ts'
import { cast } from '../world.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
let page: Page

beforeAll(async () => {
  stage = await openStage({ env: { smtpUrl: null } })
})
afterAll(() => stage?.close())

const rowWith = (words: string): Locator =>
  page
    .getByRole('listitem')
    .filter({ hasText: words })
    .filter({ has: page.getByRole('button') })

/** More parts than any person's mail has. */
function unreadable(subject: string): Buffer {
  const parts = Array.from({ length: 3000 }, (_, n) => `--x\r\nContent-Type: text/plain\r\n\r\npart ${n}\r\n`)
  const head = `From: Ea <ea@kunde.example>\r\nTo: ${cast.support}\r\nSubject: ${subject}\r\nMessage-ID: ${newMessageId()}\r\nMIME-Version: 1.0`
  return Buffer.from(`${head}\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n${parts.join('')}--x--\r\n`)
}

test('a mail nobody could read says why, shows its source, and can be tried again or read as text', async () => {
  page = await stage.open('siv', '/quarantine')
  await page.getByText('Everything has been read').waitFor()
  await stage.mail(unreadable('Three thousand parts'))
  const row = rowWith('Three thousand parts')
  await row.waitFor()
  expect(await row.innerText()).toMatch(/From .*ea@kunde\.example/)
  expect(await row.innerText()).toMatch(/parts/i)

  await row.getByRole('button', { name: 'View the source' }).click()
  const source = page.getByRole('dialog')
  await source.getByText('boundary=x').waitFor()
  await page.keyboard.press('Escape')
  await source.waitFor({ state: 'detached' })

  await row.getByRole('button', { name: 'Try again' }).click()
  await page.getByText(/^It still could not be read\. \S+/).waitFor()
  await row.waitFor()

  await row.getByRole('button', { name: 'Show as plain text' }).click()
  await page.getByText('Everything has been read').waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await page.getByRole('link', { name: 'Three thousand parts' }).click()
  await page.getByRole('article').filter({ hasText: 'part 0' }).waitFor()
})

test('outgoing mail is told as it stands: held without a server, sent, refused by name, and sent after all', async () => {
  const { world, outside } = stage
  const siv = world.as('siv')
  const relay = { host: '127.0.0.1', port: outside.port, secure: 'none', user: '' }
  const opens = (inboxId: string, email: string, subject: string) =>
    siv.post('/conversations', { inboxId, customer: { email }, subject, text: 'A few words.' })
  outside.unknown.add('gone@kunde.example')
  await world.as('kari').patch(`/inboxes/${world.otherInboxId}`, { relay })

  await page.goto('/outgoing')
  await opens(world.otherInboxId, 'here@kunde.example', 'This one arrives')
  await opens(world.otherInboxId, 'gone@kunde.example', 'This one is refused')
  await opens(world.inboxId, 'later@kunde.example', 'This one waits for a server')
  await rowWith('This one arrives')
    .getByText('Sent', { exact: true })
    .waitFor()
    .catch(async (e) => {
      console.log(await page.locator('main').innerText(), JSON.stringify((await siv.get('/outgoing')).body, null, 1))
      throw e
    })
  const refused = rowWith('This one is refused')
  await refused.getByText('Not sent', { exact: true }).first().waitFor()
  await refused
    .getByText(/Nobody here has that address/)
    .first()
    .waitFor()
  const held = rowWith('This one waits for a server')
  await held.getByText('Held', { exact: true }).first().waitFor()
  await page.getByText(/Nothing leaves the house, and nothing is lost/).waitFor()

  await held.getByRole('button', { name: 'View the source' }).click()
  await page
    .getByRole('dialog')
    .getByText(/To: .*later@kunde\.example/)
    .waitFor()
  await page.keyboard.press('Escape')

  await world.as('kari').patch(`/inboxes/${world.inboxId}`, { relay })
  await held.getByRole('button', { name: 'Try again now' }).click()
  await outside.letter(({ to }) => to.includes('later@kunde.example'))
  await held.getByText('Sent', { exact: true }).waitFor()
  await page.getByRole('radiogroup', { name: 'Show' }).getByText('Not sent').click()
  await rowWith('This one arrives').waitFor({ state: 'detached' })
  await refused.waitFor()
})
