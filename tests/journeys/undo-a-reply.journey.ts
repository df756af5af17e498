import { afterAll, beforeAll, expect, test } from 'vitest'
import { openConversation, openStage, type Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

test('a reply taken back within its ten seconds never left, and its words can be sent again', async () => {
  const { world, outside } = stage
  const page = await stage.open('holm')
  await stage.mail({
    subject: 'Two bills for May',
    text: 'Hello\n\nI got two bills for May. Which one counts?\n\nSøren',
  })
  await openConversation(page, 'Two bills for May')
  await page.keyboard.press('r')
  const field = page.getByRole('textbox', { name: 'Reply' })
  await field.fill('The first one counts.')
  await field.press('Control+Enter')
  const card = page.getByRole('article').filter({ hasText: 'The first one counts.' })
  await card.getByText(/^Leaves in \d+ s$/).waitFor()
  expect(await page.getByRole('button', { name: /^Status:/ }).innerText()).toContain('Waiting for customer')

  await page.keyboard.press('z')
  await page.getByText('Not sent. Your words are back where you wrote them.').waitFor()
  await card.waitFor({ state: 'detached' })
  expect(await field.inputValue()).toBe('The first one counts.')
  await page.getByRole('button', { name: 'Status: New' }).waitFor()

  // Its hour comes and goes: nothing leaves.
  world.clock.move(30)
  await field.fill('The second one counts; we have cancelled the first.')
  await field.press('Control+Enter')
  await page
    .getByRole('article')
    .filter({ hasText: 'The second one counts' })
    .getByText(/^Leaves in/)
    .waitFor()
  world.clock.move(11)
  const letter = await outside.letter(({ raw }) => raw.includes('The second one counts'))
  expect(letter.to).toEqual(['soren@kunde.example'])
  expect(outside.letters.filter(({ raw }) => raw.includes('The first one counts'))).toEqual([])
  const replies = async () => {
    const { body } = await world.as('holm').get<{ items: { kind: string; state: string }[] }>('/outgoing')
    return body.items.filter(({ kind }) => kind === 'reply').map(({ state }) => state)
  }
  await expect.poll(replies).toEqual(['sent', 'cancelled'])
})

test('once it has left it can’t be taken back, and the desk says so', async () => {
  const { world, outside } = stage
  const page = await stage.open('siv')
  await stage.mail({
    from: 'Ida Lund <ida@kunde.example>',
    subject: 'A new meter?',
    text: 'Hello\n\nDo I need a new meter?\n\nIda',
  })
  await openConversation(page, 'A new meter')
  await page.keyboard.press('r')
  await page.getByRole('textbox', { name: 'Reply' }).fill('No, yours is fine.')
  await page.keyboard.press('Control+Enter')
  await page.getByText(/^Leaves in \d+ s$/).waitFor()
  world.clock.move(11)
  await outside.letter(({ raw }) => raw.includes('No, yours is fine.'))
  await page.getByRole('article').getByText('Sent', { exact: true }).waitFor()
  expect(await page.getByRole('article').getByRole('button', { name: 'Undo' }).count()).toBe(0)
})
