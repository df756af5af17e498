import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contextFor, inTransaction, system } from '../../src/core/ctx.ts'
import { makeSetupLink } from '../../src/desk/inboxes/make-setup-link.ts'
import { findFaults } from './look-at-screen.ts'
import { openStage, type Stage } from './stage.ts'
import { picturesWanted, takePicture } from './take-picture.ts'

let stage: Stage
let page: Page

beforeAll(async () => {
  stage = await openStage({ bare: true, works: false })
  const token = await inTransaction(contextFor(stage.world.house, system), makeSetupLink)
  const options = { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' } as const
  page = await stage.open(null, `/setup?token=${token}`, options)
})
afterAll(() => stage?.close())

const asks = (question: string) => page.getByRole('heading', { level: 1, name: question }).waitFor()
const answer = (label: string, words: string) => page.getByLabel(label, { exact: true }).fill(words)
const goOn = () => page.getByRole('button', { name: 'Continue' }).click()

/** Each goes on from where the one before it stopped. */
const steps: readonly [name: string, come: () => Promise<void>][] = [
  [
    'the question of the language',
    async () => {
      await page.getByRole('radio', { name: 'English' }).click()
      await asks('Which language do you speak?')
    },
  ],
  [
    'the question of the organisation',
    async () => {
      await goOn()
      await asks('Who are you?')
    },
  ],
  [
    'what is missing',
    async () => {
      await goOn()
      await page.getByText('Write what you are called.').waitFor()
    },
  ],
  [
    'the question of the person',
    async () => {
      await page.getByRole('combobox', { name: 'Country' }).fill('Denmark')
      await page.getByRole('option', { name: 'Denmark' }).click()
      await answer('Name of your organisation', 'Nordlys Strøm')
      if (picturesWanted) await takePicture(page, 'set-up')
      await goOn()
      await asks('And who are you?')
    },
  ],
  [
    'the question of the address',
    async () => {
      await answer('Your name', 'Kari Solberg')
      await answer('Your e-mail', 'kari@nordlys.example')
      await answer('Password', 'nordlys over fjorden')
      await goOn()
      await asks('Where do customers write?')
    },
  ],
  [
    'the question of the way in',
    async () => {
      await answer('Address', 'support@nordlys.example')
      await goOn()
      await page.getByRole('button', { name: 'Save' }).waitFor()
    },
  ],
  [
    'the end of the set-up',
    async () => {
      await page.getByRole('button', { name: 'I’ll do this later' }).click()
      await asks('You are ready')
    },
  ],
  [
    'the sign-in',
    async () => {
      await page.goto('/sign-in')
      await page.getByRole('button', { name: 'Sign in' }).waitFor()
      if (picturesWanted) await takePicture(page, 'sign-in')
    },
  ],
  [
    'a sign-in that failed',
    async () => {
      await answer('E-mail', 'kari@nordlys.example')
      await answer('Password', 'not the password')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('alert').waitFor()
    },
  ],
  [
    'a set-up without its link',
    async () => {
      await page.goto('/setup')
      await page.getByText('You need the link').waitFor()
    },
  ],
]

test.for(steps)('%s can be seen, reached and pressed, wide in light and dark and on a phone', async ([, come]) => {
  await come()
  expect(await findFaults(page)).toEqual({})
})
