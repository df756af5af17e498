import { afterAll, beforeAll, expect, test } from 'vitest'
import { openConversation, openStage, type Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage?.close())

test('Siv answers while Holm writes: he is stopped, sees her words, and none of his are lost', async () => {
  const { world, outside } = stage
  await stage.mail({ subject: 'Is the office open on Monday?', text: 'Hello\n\nCan I come by on Monday?\n\nSøren' })
  const holm = await stage.open('holm')
  await openConversation(holm, 'Is the office open on Monday')
  const id = holm.url().split('/conversations/')[1] ?? ''
  await holm.keyboard.press('r')
  const field = holm.getByRole('textbox', { name: 'Reply' })
  await field.fill('Yes, from nine to four.')
  // Holm's browser is deaf for a while, as on a train: what Siv does doesn't reach his screen.
  await holm.context().setOffline(true)
  const written = await world
    .as('siv')
    .post(`/conversations/${id}/messages`, { kind: 'reply', text: 'No, Monday is a holiday.' })
  expect(written.status).toBe(201)
  await holm.route('**/api/v1/live', (route) => route.abort())
  await holm.route(`**/api/v1/conversations/${id}/messages*`, (route) =>
    route.request().method() === 'GET' ? route.abort() : route.continue(),
  )
  await holm.context().setOffline(false)
  await field.press('Control+Enter')

  const stop = holm.getByRole('alert').filter({ hasText: 'This came while you were writing:' })
  await stop.getByText('No, Monday is a holiday.').waitFor()
  await stop.getByText('Siv Lind').waitFor()
  expect(await field.inputValue()).toBe('Yes, from nine to four.')

  await holm.unroute('**/api/v1/live')
  await holm.unroute(`**/api/v1/conversations/${id}/messages*`)
  await stop.getByRole('button', { name: 'Look first' }).click()
  await holm.getByRole('article').filter({ hasText: 'No, Monday is a holiday.' }).waitFor()
  expect(await field.inputValue()).toBe('Yes, from nine to four.')

  await field.fill('The letter box is open all days.')
  await field.press('Control+Enter')
  await holm
    .getByRole('article')
    .filter({ hasText: 'The letter box is open' })
    .getByText(/^Leaves in/)
    .waitFor()
  world.clock.move(11)
  await outside.letter(({ raw }) => raw.includes('The letter box is open all days'))
  expect(outside.letters.filter(({ raw }) => raw.includes('from nine to four'))).toEqual([])
})

test('words begun are there again after the page was closed in the middle of them', async () => {
  await stage.mail({
    from: 'Ida Lund <ida@kunde.example>',
    subject: 'Moving in June',
    text: 'Hello\n\nWe move in June. What now?\n\nIda',
  })
  const page = await stage.open('siv')
  await openConversation(page, 'Moving in June')
  await page.keyboard.press('r')
  await page.getByRole('textbox', { name: 'Reply' }).fill('Write us both addresses, and')
  await page.getByText('Draft saved').waitFor()
  const at = new URL(page.url()).pathname
  await page.close()
  const again = await stage.open('siv', at)
  await again.getByRole('textbox', { name: 'Reply' }).waitFor()
  expect(await again.getByRole('textbox', { name: 'Reply' }).inputValue()).toBe('Write us both addresses, and')
})
