import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFaults, lightUp } from './look-at-screen.ts'
import type { Stage } from './stage.ts'
import { picturesWanted, takePicture } from './take-picture.ts'
import { enterAsKari, openToldDesk } from './told-desk.ts'

let told: Stage
let inside: Page
let talk = ''
let inHand = ''
let inbox = ''

beforeAll(async () => {
  told = await openToldDesk()
  inside = await told.open(null, '/sign-in', { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  await enterAsKari(inside, told.url)
  const ask = async (path: string) => (await inside.request.get(`/api/v1${path}`)).json()
  const longest = async (query: string) => {
    const { items } = (await ask(`/conversations?limit=50&${query}`)) as {
      items: { id: string; messageCount: number }[]
    }
    return `/conversations/${items.toSorted((one, other) => other.messageCount - one.messageCount)[0]?.id}`
  }
  inbox = (await ask('/inboxes')).items[0].id
  talk = await longest('status=waiting')
  inHand = await longest('status=new,open')
})
afterAll(() => told?.close())

const opens = (path: () => string, selector: string, then?: (page: Page) => Promise<unknown>) => async () => {
  await inside.goto(path())
  await inside.locator(selector).first().waitFor()
  await then?.(inside)
}

const screens: readonly [name: string, open: () => Promise<void>][] = [
  ['the inbox', opens(() => '/', 'main li a')],
  ['a conversation', opens(() => talk, 'article')],
  [
    'a reply being written',
    opens(
      () => talk,
      'article',
      async (page) => {
        await page.keyboard.press('r')
        await page.getByRole('textbox', { name: 'Reply' }).fill('Hello, we are on our way.')
      },
    ),
  ],
  [
    'a note being written',
    opens(
      () => talk,
      'article',
      async (page) => {
        await page.keyboard.press('n')
        await page.getByRole('textbox', { name: 'Write a note' }).waitFor()
      },
    ),
  ],
  [
    'ways to send',
    opens(
      () => talk,
      'article',
      async (page) => {
        await page.keyboard.press('r')
        await page.getByRole('button', { name: 'More ways to send' }).click()
        await page.getByRole('menu').waitFor()
      },
    ),
  ],
  ['the customer', opens(() => `${talk}#customer`, 'aside')],
  ['a new conversation', opens(() => '/?new=true', '[role="dialog"] input')],
  ['an empty view', opens(() => '/?view=spam', 'main h2, main [class*="empty"], main p')],
  [
    'the keys',
    opens(
      () => '/',
      'main li a',
      async (page) => {
        await page.keyboard.press('?')
        await page.getByRole('dialog').waitFor()
      },
    ),
  ],
  ['outgoing mail', opens(() => '/outgoing', 'main li')],
  ['the quarantine', opens(() => '/quarantine', 'main li')],
  ['your account', opens(() => '/settings/me', 'main form')],
  ['inboxes', opens(() => '/settings/inboxes', 'main li')],
  [
    'one inbox',
    opens(
      () => `/settings/inboxes/${inbox}`,
      'main form',
      async (page) => {
        await page.getByRole('radio', { name: 'We fetch it (IMAP)' }).check()
      },
    ),
  ],
  ['colleagues', opens(() => '/settings/people', 'main li')],
  ['the organisation', opens(() => '/settings/desk', 'main form')],
  ['a place that is not there', opens(() => '/settings/nowhere', 'h1, h2')],
]

test.for(screens)('%s can be seen, reached and pressed, wide in light and dark and on a phone', async ([, open]) => {
  await open()
  expect(await findFaults(inside)).toEqual({})
})

test.runIf(picturesWanted)('pictures are taken of a conversation, wide and on a phone', async () => {
  await inside.goto(inHand)
  await inside.getByRole('article').last().waitFor()
  await takePicture(inside, 'inbox')
  await lightUp(inside, 'dark')
  await inside.keyboard.press('n')
  await takePicture(inside, 'conversation-dark')
  await inside.keyboard.press('Escape')
  await lightUp(inside, 'light')
  await inside.setViewportSize({ width: 390, height: 844 })
  await takePicture(inside, 'phone')
})
