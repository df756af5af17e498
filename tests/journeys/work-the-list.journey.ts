import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openConversation, openStage, type Stage, tabTo } from './stage.ts'

let stage: Stage
let holm: Page
let siv: Page
const subjects = ['The first matter', 'The second matter', 'The third matter']

beforeAll(async () => {
  stage = await openStage()
  for (const [n, subject] of subjects.entries())
    await stage.mail({
      from: `Customer ${n} <customer-${n}@kunde.example>`,
      subject,
      text: `Hello\n\nThis is about ${subject}.\n`,
    })
  holm = await stage.open('holm')
  siv = await stage.open('siv')
  for (const page of [holm, siv]) for (const subject of subjects) await rowOf(page, subject).waitFor()
})
afterAll(() => stage?.close())

const rowOf = (page: Page, subject: string) => page.getByRole('link', { name: new RegExp(subject) })
const headOf = (page: Page) => page.getByRole('main').locator('#conversation-subject')
const openedOn = (page: Page, subject: string) => headOf(page).filter({ hasText: subject }).waitFor()
/** The subject of the row that has the caret. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')

test('the list is walked, opened and left with single keys', async () => {
  await holm.keyboard.press('j')
  await expect.poll(() => focused(holm)).toMatch(/matter/)
  const first = await focused(holm)
  await holm.keyboard.press('j')
  await expect.poll(() => focused(holm)).not.toBe(first)
  await holm.keyboard.press('k')
  await expect.poll(() => focused(holm)).toBe(first)
  await holm.keyboard.press('o')
  await headOf(holm).waitFor()
  const opened = await headOf(holm).innerText()
  expect(first).toContain(opened)
  await holm.keyboard.press('j')
  await expect.poll(() => headOf(holm).innerText()).not.toBe(opened)
  await holm.keyboard.press('u')
  await headOf(holm).waitFor({ state: 'detached' })
})

test('a note lies on linen, is seen by the colleague by itself, and never leaves', async () => {
  await openConversation(siv, 'The first matter')
  await rowOf(holm, 'The first matter').focus()
  await holm.keyboard.press('Enter')
  await openedOn(holm, 'The first matter')
  await holm.keyboard.press('n')
  const field = holm.getByRole('textbox', { name: 'Write a note' })
  await field.waitFor()
  await holm.keyboard.type('She called too; ask Lars about the meter.')
  await holm.keyboard.press('Control+Enter')
  const card = siv.getByRole('article').filter({ hasText: 'ask Lars about the meter' })
  await card.getByText(/only for us/).waitFor()
  const linen = await card.evaluate((element) => {
    const wanted = getComputedStyle(document.documentElement).getPropertyValue('--linen').trim()
    const probe = document.createElement('span')
    probe.style.color = wanted
    document.body.append(probe)
    const colour = getComputedStyle(probe).color
    probe.remove()
    return { is: getComputedStyle(element).backgroundColor, wanted: wanted && colour }
  })
  expect(linen.is).toBe(linen.wanted)
  expect(stage.outside.letters.filter(({ raw }) => raw.includes('ask Lars'))).toEqual([])
})

test('who takes it, and that it is solved, both screens agree on without a reload', async () => {
  await holm.keyboard.press('Escape')
  await rowOf(holm, 'The first matter').focus()
  await holm.keyboard.press('Enter')
  await openedOn(holm, 'The first matter')
  await holm.keyboard.press('i')
  await siv.getByRole('button', { name: 'Assignee: Anders Holm' }).waitFor()

  await tabTo(holm, holm.getByRole('button', { name: 'Assignee: Anders Holm' }))
  await holm.keyboard.press('Enter')
  await holm.getByRole('menuitem', { name: 'Siv Lind' }).focus()
  await holm.keyboard.press('Enter')
  await siv.getByRole('button', { name: 'Assignee: Siv Lind' }).waitFor()

  await holm.keyboard.press('e')
  await holm.getByText('Marked as solved').waitFor()
  await siv.getByRole('button', { name: 'Status: Solved' }).waitFor()
  await rowOf(siv, 'The first matter').waitFor({ state: 'detached' })
  expect(await headOf(holm).innerText()).not.toBe('The first matter')

  await holm.keyboard.press('z')
  await rowOf(holm, 'The first matter').waitFor()
  await rowOf(siv, 'The first matter').waitFor()
  await siv.getByRole('button', { name: 'Status: New' }).waitFor()
})
