import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePorts } from '../faults/free-ports.ts'
import { cast } from '../world.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
let page: Page
let imap: Server

beforeAll(async () => {
  stage = await openStage()
  imap = await imapThatKnowsNobody()
  await stage.world.as('kari').patch('/session/user', { language: 'en' })
  page = await stage.open('kari', `/settings/inboxes/${stage.world.inboxId}`)
})
afterAll(async () => {
  imap?.close()
  await stage?.close()
})

/** Just enough of IMAP (RFC 9051) to refuse a password as real servers do. */
async function imapThatKnowsNobody(): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready\r\n')
    socket.on('data', (bytes) => {
      for (const line of bytes.toString().split('\r\n').filter(Boolean)) {
        const [tag, command = ''] = line.split(' ')
        if (/^capability$/i.test(command)) socket.write(`* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\n${tag} OK\r\n`)
        else if (/^(login|authenticate)$/i.test(command))
          socket.write(`${tag} NO [AUTHENTICATIONFAILED] Invalid credentials\r\n`)
        else if (/^logout$/i.test(command)) socket.end(`* BYE\r\n${tag} OK\r\n`)
        else socket.write(`${tag} OK\r\n`)
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

const panel = (title: string): Locator =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) })

async function fill(where: Locator, port: number, user: string, password: string) {
  await where.getByRole('combobox', { name: 'Encryption' }).click()
  await page.getByRole('option', { name: 'None' }).click()
  await where.getByRole('textbox', { name: 'Server', exact: true }).fill('127.0.0.1')
  await where.getByRole('textbox', { name: 'Port' }).fill(String(port))
  await where.getByRole('textbox', { name: 'User' }).fill(user)
  await where.getByLabel('Password', { exact: true }).fill(password)
}

test('a wrong IMAP password and a server that is not there are told in words before anything is saved', async () => {
  const where = panel('How mail comes in')
  await where.getByRole('radio', { name: 'We fetch it (IMAP)' }).check()
  await fill(where, (imap.address() as AddressInfo).port, 'support@nordlys.example', 'not the password')
  await where.getByRole('button', { name: 'Try the connection' }).click()
  await where.getByText('The server does not accept the user name and password.').waitFor()

  const [nobody = 1] = await freePorts(1)
  await where.getByRole('textbox', { name: 'Port' }).fill(String(nobody))
  await where.getByRole('button', { name: 'Try the connection' }).click()
  await where.getByText('Nothing answers at that server and port.').waitFor()
  const { body } = await stage.world.as('kari').get(`/inboxes/${stage.world.inboxId}`)
  expect(body.imap).toBeNull()
})

test('an outgoing server that works says so, is saved, and takes the next answer', async () => {
  const where = panel('How answers go out')
  await where.getByRole('radio', { name: 'A server of its own (SMTP)' }).check()
  await fill(where, stage.outside.port, '', '')
  await where.getByRole('button', { name: 'Try the connection' }).click()
  await where.getByText('The connection works. Nothing was sent.').waitFor()
  await where.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
  const { body } = await stage.world.as('kari').get(`/inboxes/${stage.world.inboxId}`)
  expect(body.relay).toMatchObject({ host: '127.0.0.1', port: stage.outside.port })
})

test('the acknowledgement is switched off at once, and the next customer gets none', async () => {
  const { world, outside } = stage
  await stage.mail({ from: 'Loud <loud@kunde.example>', subject: 'An answer wanted' })
  const letter = await outside.letter(({ to }) => to.includes('loud@kunde.example'))
  expect(letter.header('Auto-Submitted')).toMatch(/^auto-/)

  const where = panel('Acknowledgement')
  await where.getByText('The customer reads something like').waitFor()
  await where.getByRole('switch').focus()
  await page.keyboard.press('Space')
  await where.getByText('The customer hears from you only when you answer.').waitFor()
  const seen = async () => (await world.as('kari').get(`/inboxes/${world.inboxId}`)).body.acknowledge
  await expect.poll(seen).toBe(false)
  await stage.mail({ from: 'Quiet <quiet@kunde.example>', subject: 'No answer wanted' })
  // Mail is considered in its order: what another inbox acknowledges afterwards says that this one was passed over.
  await stage.mail({ from: 'Later <later@kunde.example>', subject: 'To the other inbox' }, cast.hjelp)
  await outside.letter(({ to }) => to.includes('later@kunde.example'))
  expect(outside.letters.filter(({ to }) => to.includes('quiet@kunde.example'))).toEqual([])
})
