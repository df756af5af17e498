import nodemailer from 'nodemailer'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { freePorts } from '../faults/free-ports.ts'
import { type Written, writeMail } from '../mail-builder.ts'
import { cast, openWorld, type Who, type Wishes, type World } from '../world.ts'
import { openBrowser } from './browser.ts'
import { type Outside, openOutside } from './outside.ts'

/** A whole desk with its doors open, the mail servers of the world outside, and a browser. */
export interface Stage {
  world: World
  url: string
  outside: Outside
  /** A page of its own; `who` is signed in on it and looks at `path`. */
  open(who: Who | null, path?: string, options?: BrowserContextOptions): Promise<Page>
  /** A mail program hands a mail to the desk's own listener, over one connection: they come in the order they were sent. */
  mail(mail: Written | Buffer, to?: string): Promise<void>
  close(): Promise<void>
}

export async function openStage(wishes: Wishes = {}): Promise<Stage> {
  const outside = await openOutside()
  const [smtpPort = 0] = await freePorts(1)
  const env = { smtpPort, smtpUrl: outside.url, ...wishes.env }
  const [world, browser] = await Promise.all([openWorld({ works: true, listen: true, ...wishes, env }), openBrowser()])
  const url = world.desk.url ?? ''
  const program = nodemailer.createTransport({
    host: '127.0.0.1',
    port: smtpPort,
    ignoreTLS: true,
    pool: true,
    maxConnections: 1,
  })
  return {
    world,
    url,
    outside,
    async open(who, path = '/', options = {}) {
      const page = await browser.newPage({ baseURL: url, ...options })
      page.setDefaultTimeout(15_000)
      if (who) await signIn(page, who)
      await page.goto(path)
      return page
    },
    async mail(mail, to = cast.support) {
      const raw = Buffer.isBuffer(mail) ? mail : writeMail({ to, ...mail }, new Date())
      const from = (!Buffer.isBuffer(mail) && /<([^>]+)>/.exec(mail.from ?? '')?.[1]) || cast.customer.address
      await program.sendMail({ envelope: { from, to: [to] }, raw })
    },
    async close() {
      program.close()
      await browser.close()
      await world.close()
      await outside.close()
    },
  }
}

async function signIn(page: Page, who: Who): Promise<void> {
  const answer = await page.request.post('/api/v1/session', {
    data: { email: cast[who].email, password: 'lang nok adgangskode' },
  })
  if (!answer.ok()) throw new Error(`${who} can't sign in: ${await answer.text()}`)
}

/** Goes to a control as one without a mouse does. Throws when Tab never comes there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let steps = 0; steps < 60; steps++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${target}.`)
}

/** Opens a conversation from the list, and waits until what is said in it can be read: only then do its keys work. */
export async function openConversation(page: Page, subject: string): Promise<void> {
  await page.getByRole('link', { name: subject }).click()
  await page.locator('#conversation-subject').filter({ hasText: subject }).waitFor()
  await page.getByRole('article').first().waitFor()
}
