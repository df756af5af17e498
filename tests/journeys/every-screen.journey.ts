import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contextFor, inTransaction, system } from '../../src/core/ctx.ts'
import { makeSetupLink } from '../../src/desk/inboxes/make-setup-link.ts'
import { atRest, findBarriers, findMotion, findOverflow, findSmallTargets, lightUp } from './look-at-screen.ts'
import { openStage, type Stage } from './stage.ts'
import { enterAsKari, openToldDesk } from './told-desk.ts'

const wide = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }
const narrowest = { width: 320, height: 700 }

let told: Stage
let bare: Stage
let inside: Page
let outside: Page
let founding: Page
let talk = ''
let shown = ''
let inbox = ''

beforeAll(async () => {
  told = await openToldDesk()
  bare = await openStage({ bare: true, works: false })
  inside = await told.open(null, '/sign-in', { viewport: wide, reducedMotion: 'reduce' })
  outside = await told.open(null, '/sign-in', { viewport: wide, reducedMotion: 'reduce' })
  founding = await bare.open(null, '/setup', { viewport: wide, reducedMotion: 'reduce' })
  await enterAsKari(inside, told.url)
  const ask = async (path: string) => (await inside.request.get(`/api/v1${path}`)).json()
  inbox = (await ask('/inboxes')).items[0].id
  const longest = async (query: string) => {
    const { items } = (await ask(`/conversations?limit=50&${query}`)) as { items: { id: string; messageCount: number }[] }
    return `/conversations/${items.toSorted((one, other) => other.messageCount - one.messageCount)[0]?.id}`
  }
  talk = await longest('status=waiting')
  shown = await longest('status=new,open')
}, 120_000)
afterAll(async () => {
  await told?.close()
  await bare?.close()
})

const ready = (page: Page, selector: string) => page.locator(selector).first().waitFor()
const opens = (path: () => string, selector: string, then?: (page: Page) => Promise<unknown>) => async () => {
  await inside.goto(path())
  await ready(inside, selector)
  await then?.(inside)
  return inside
}
const begins = async () => {
  const token = await inTransaction(contextFor(bare.world.house, system), makeSetupLink)
  await founding.goto(`/setup?token=${token}`)
  await founding.getByRole('radio', { name: 'English' }).click()
}
const goesOn = async (fields: Record<string, string>) => {
  for (const [label, words] of Object.entries(fields)) await founding.getByLabel(label, { exact: true }).fill(words)
  await founding.getByRole('button', { name: 'Continue' }).click()
}
const you = { 'Your name': 'Kari Solberg', 'Your e-mail': 'kari@nordlys.example', Password: 'nordlys over fjorden' }

const screens: readonly [name: string, open: () => Promise<Page>][] = [
  ['the inbox', opens(() => '/', 'main li a')],
  ['a conversation', opens(() => talk, 'article')],
  ['a reply being written', opens(() => talk, 'article', async (page) => {
    await page.keyboard.press('r')
    await page.getByRole('textbox', { name: 'Reply' }).fill('Hello, we are on our way.')
  })],
  ['a note being written', opens(() => talk, 'article', async (page) => {
    await page.keyboard.press('n')
    await page.getByRole('textbox', { name: 'Write a note' }).waitFor()
  })],
  ['ways to send', opens(() => talk, 'article', async (page) => {
    await page.keyboard.press('r')
    await page.getByRole('button', { name: 'More ways to send' }).click()
    await page.getByRole('menu').waitFor()
  })],
  ['the customer', opens(() => `${talk}#customer`, 'aside')],
  ['a new conversation', opens(() => '/?new=true', '[role="dialog"] input')],
  ['an empty view', opens(() => '/?view=spam', 'main h2, main [class*="empty"], main p')],
  ['the keys', opens(() => '/', 'main li a', async (page) => {
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
  })],
  ['outgoing mail', opens(() => '/outgoing', 'main li')],
  ['the quarantine', opens(() => '/quarantine', 'main li')],
  ['your account', opens(() => '/settings/me', 'main form')],
  ['inboxes', opens(() => '/settings/inboxes', 'main li')],
  ['one inbox', opens(() => `/settings/inboxes/${inbox}`, 'main form', async (page) => {
    await page.getByRole('radio', { name: 'We fetch it (IMAP)' }).check()
  })],
  ['colleagues', opens(() => '/settings/people', 'main li')],
  ['the organisation', opens(() => '/settings/desk', 'main form')],
  ['a place that is not there', opens(() => '/settings/nowhere', 'h1, h2')],
  ['sign-in', async () => outside],
  ['set-up: the language', async () => {
    await begins()
    return founding
  }],
  ['set-up: the organisation', async () => {
    await goesOn({})
    await founding.getByLabel('Name of your organisation').waitFor()
    return founding
  }],
  ['set-up: you', async () => {
    await goesOn({ 'Name of your organisation': 'Nordlys Strøm' })
    await founding.getByLabel('Your name').waitFor()
    return founding
  }],
  ['set-up: the inbox', async () => {
    await goesOn(you)
    await founding.getByLabel('Address').waitFor()
    return founding
  }],
  ['set-up: how mail comes', async () => {
    await goesOn({ Address: 'support@nordlys.example' })
    await founding.getByRole('button', { name: 'Save' }).waitFor()
    return founding
  }],
]

test.for(screens)('%s can be seen, reached and pressed, wide and on a phone, in light and dark', async ([, open]) => {
  const page = await open()
  const faults: Record<string, string[]> = {}
  const look = async (at: string, find: Promise<string[]>) => {
    const found = await find
    if (found.length > 0) faults[at] = found
  }
  await atRest(page)
  await look('wide, light', findBarriers(page))
  await look('motion', findMotion(page))
  await lightUp(page, 'dark')
  await look('wide, dark', findBarriers(page, 'contrast'))
  await page.setViewportSize(phone)
  await atRest(page)
  await look('phone, dark', findBarriers(page, 'contrast'))
  await lightUp(page, 'light')
  await look('phone, light', findBarriers(page))
  await look('phone, targets', findSmallTargets(page))
  await page.setViewportSize(narrowest)
  await atRest(page)
  await look('320 px', findOverflow(page))
  await page.setViewportSize(wide)
  await look('wide, targets', findSmallTargets(page))
  expect(faults).toEqual({})
})

const pictures = join(import.meta.dirname, '../../docs/screens')

/** Writes what is on the screen, small enough for a page that shows several. */
async function picture(page: Page, name: string): Promise<void> {
  await atRest(page)
  const path = join(pictures, `${name}.png`)
  await page.screenshot({ path, scale: 'css', animations: 'disabled', caret: 'hide' })
  expect((await stat(path)).size, name).toBeLessThan(300_000)
}

test.runIf(process.env.PICTURES === '1')('the pictures of the README are taken anew', async () => {
  const page = await told.open(null, '/sign-in', { viewport: wide, reducedMotion: 'reduce' })
  await page.getByLabel('E-mail').waitFor()
  await picture(page, 'sign-in')
  await enterAsKari(page, told.url)
  await page.goto(shown)
  await page.getByRole('article').last().waitFor()
  await picture(page, 'inbox')
  await lightUp(page, 'dark')
  await page.keyboard.press('n')
  await picture(page, 'conversation-dark')
  await page.keyboard.press('Escape')
  await lightUp(page, 'light')
  await page.setViewportSize(phone)
  await picture(page, 'phone')
  await begins()
  await goesOn({})
  await founding.getByRole('combobox', { name: 'Country' }).fill('Denmark')
  await founding.getByRole('option', { name: 'Denmark' }).click()
  await founding.getByLabel('Name of your organisation').fill('Nordlys Strøm')
  await picture(founding, 'set-up')
})
