import type { Page } from 'playwright-core'
import { demoPassword, foundDesk } from '../../src/demo/found-desk.ts'
import { openMailTrap } from '../../src/demo/mail-trap.ts'
import { story, unknownAddresses } from '../../src/demo/story.ts'
import { tellStory } from '../../src/demo/tell-story.ts'
import { cast } from '../world.ts'
import { openStage, type Stage } from './stage.ts'

/** A desk with the demo's last days behind it, at rest: nothing moves on its screens while they are looked at. */
export async function openToldDesk(): Promise<Stage> {
  const now = new Date()
  const stage = await openStage({ bare: true, works: false, now })
  const trap = await openMailTrap(unknownAddresses)
  const { house } = stage.world
  let clock = now
  const setClock = (at: Date) => {
    clock = at
  }
  const telling = { ...house, env: { ...house.env, smtpUrl: trap.url }, now: () => clock }
  try {
    await tellStory(telling, await foundDesk(telling), story, { now, timeZone: 'Europe/Copenhagen', setClock })
  } finally {
    await trap.close()
  }
  return stage
}

/** The owner comes in, and is spoken to in English. */
export async function enterAsKari(page: Page, url: string): Promise<void> {
  const headers = { origin: url }
  await page.request.post('/api/v1/session', { headers, data: { email: cast.kari.email, password: demoPassword } })
  await page.request.patch('/api/v1/session/user', { headers, data: { language: 'en' } })
}
