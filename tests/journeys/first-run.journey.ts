import nodemailer from 'nodemailer'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contextFor, inTransaction, system } from '../../src/core/ctx.ts'
import { makeSetupLink } from '../../src/desk/inboxes/make-setup-link.ts'
import { openStage, type Stage, tabTo } from './stage.ts'

let stage: Stage
let page: Page
let program: ReturnType<typeof nodemailer.createTransport>
const customer = 'Ellen Brun <ellen@kunde.example>'

beforeAll(async () => {
  stage = await openStage({ bare: true })
  program = nodemailer.createTransport({ host: '127.0.0.1', port: stage.world.house.env.smtpPort, ignoreTLS: true })
  const token = await inTransaction(contextFor(stage.world.house, system), makeSetupLink)
  page = await stage.open(null, `/setup?token=${token}`)
})
afterAll(() => stage?.close())

const asks = (question: string) => page.getByRole('heading', { level: 1, name: question }).waitFor()
const type = async (label: string, words: string) => {
  await tabTo(page, page.getByRole('textbox', { name: label }))
  await page.keyboard.type(words)
}

test('the one-time link leads through the set-up by keyboard alone, into the inbox', async () => {
  await asks('Which language do you speak?')
  await tabTo(page, page.getByRole('radio', { name: 'English' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'Continue' }))
  await page.keyboard.press('Enter')

  await asks('Who are you?')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('Write what you are called.').waitFor()
  await type('Name of your organisation', 'Nordlys Power')
  await page.keyboard.press('Enter')

  await asks('And who are you?')
  await type('Your name', 'Kari Solberg')
  await type('Your e-mail', 'kari@nordlys.example')
  await tabTo(page, page.getByLabel('Password', { exact: true }))
  await page.keyboard.type('nine words')
  await page.keyboard.press('Enter')

  await asks('Where do customers write?')
  await type('Address', 'hello@nordlys.example')
  await page.keyboard.press('Enter')

  await asks('How does the mail come?')
  await tabTo(page, page.getByRole('button', { name: 'Save' }))
  await page.keyboard.press('Enter')

  await asks('You are ready')
  await tabTo(page, page.getByRole('button', { name: 'Go to the inbox' }))
  await page.keyboard.press('Enter')
  await page.getByText('Everyone has an answer').waitFor()
})

test('a mail sent to the listener appears on the open screen by itself, and its answer arrives in the right thread', async () => {
  const { messageId } = await program.sendMail({
    from: customer,
    to: 'hello@nordlys.example',
    subject: 'The heat pump hums at night',
    text: 'Hello\n\nIt has hummed since the change of meter. Can you look at it?\n\nEllen',
  })
  const row = page.getByRole('link', { name: /The heat pump hums at night/ })
  await row.waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('article').getByText('It has hummed since the change of meter').waitFor()

  await page.keyboard.press('r')
  await page.getByRole('textbox', { name: 'Reply' }).waitFor()
  await page.keyboard.type('Hello Ellen. A fitter comes on Thursday before noon.')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Your reply is leaving').waitFor()
  expect(stage.outside.letters.filter((letter) => letter.raw.includes('fitter'))).toEqual([])

  const letter = await stage.outside.letter(({ raw }) => raw.includes('A fitter comes on Thursday'))
  expect(letter.to).toEqual(['ellen@kunde.example'])
  expect(letter.header('In-Reply-To')).toBe(messageId)
  expect(letter.header('References')).toContain(messageId)
  expect(letter.header('Subject')).toMatch(/^Re: The heat pump hums at night/)
  await page.getByRole('article').getByText('Sent', { exact: true }).waitFor()

  await program.sendMail({
    from: customer,
    to: letter.header('Reply-To'),
    subject: letter.header('Subject'),
    inReplyTo: letter.header('Message-ID'),
    references: [messageId, letter.header('Message-ID')],
    text: 'Thursday is fine, thank you.\n\nOn Tuesday Nordlys Power wrote:\n> Hello Ellen. A fitter comes on Thursday before noon.\n',
  })
  const card = page.getByRole('article').filter({ hasText: 'Thursday is fine, thank you.' })
  await card.waitFor()
  const said = await page.getByRole('article').allInnerTexts()
  expect(said.filter((words) => /hummed|fitter|Thursday is fine/.test(words))).toHaveLength(3)
  expect(await card.innerText()).not.toContain('before noon')
  program.close()
})
