import type { Page, Request } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedOfThisRun, throwDice } from '../faults/dice.ts'
import { waitUntil } from '../faults/wait-until.ts'
import { evil, hostileMails, mark } from './hostile-html.ts'
import { openConversation, openStage, type Stage } from './stage.ts'

// A picture of one point: mail with a picture is shown as it was sent, not as its words alone.
const point =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const seed = seedOfThisRun()
const hostile = hostileMails(throwDice(seed))
const customer = 'Søren Kjær <soren@kunde.example>'

let stage: Stage
let page: Page
let replyTo = ''
const asked: Request[] = []
const said: string[] = []

beforeAll(async () => {
  process.stdout.write(`The mails of this run are those of FAULT_SEED=${seed}.\n`)
  stage = await openStage()
  const { world, outside } = stage
  await stage.mail({
    from: customer,
    subject: 'All kinds of letters',
    text: 'Hello',
    html: `<p>Hello <img src="${point}"> there</p>`,
  })
  const filed = async () => (await world.as('holm').get('/conversations')).body.items
  await waitUntil('the first mail is filed', async () => (await filed()).length === 1)
  const [conversation] = await filed()
  await world.as('holm').post(`/conversations/${conversation.id}/messages`, { kind: 'reply', text: 'Write here.' })
  replyTo = (await outside.letter(({ raw }) => raw.includes('Write here.'))).header('Reply-To')
  // Open again and first in the list, as it is going to stay: what is compared must not change for honest reasons.
  await stage.mail(
    {
      from: customer,
      subject: 'Re: All kinds of letters',
      text: 'I shall',
      html: `<p>I shall <img src="${point}"></p>`,
    },
    replyTo,
  )
  await waitUntil('it is open', async () => (await filed())[0]?.status === 'open')

  page = await stage.open('holm', '/outgoing', { viewport: { width: 1440, height: 900 } })
  page.on('console', (message) => said.push(message.text()))
  page.on('dialog', (dialog) => {
    said.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('pageerror', (error) => said.push(`error: ${error.message}`))
  page.context().on('page', (opened) => said.push(`opened ${opened.url()}`))
  page.context().on('request', (request) => asked.push(request))
  await page.goto('/')
  await openConversation(page, 'All kinds of letters')
  await page.locator('article iframe').nth(1).waitFor()
}, 60_000)
afterAll(() => stage?.close())

/** Where everything of the page outside the messages stands, how much there is of it, and how it is coloured. */
const pageAround = () =>
  page.evaluate(() => {
    const around = [
      ...document.querySelectorAll(
        'nav, nav *, main > div > *, #conversation-subject, [role="toolbar"], [role="toolbar"] *',
      ),
    ]
    return {
      title: document.title,
      at: location.href,
      bodyParts: document.body.childElementCount,
      rootIsOurs: document.getElementById('root')?.tagName,
      scripts: document.querySelectorAll('script').length,
      styles: document.querySelectorAll('head style, head link[rel="stylesheet"]').length,
      places: around.map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect()
        const { color, backgroundColor, display } = getComputedStyle(element)
        return [
          element.tagName,
          Math.round(x),
          Math.round(y),
          Math.round(width),
          Math.round(height),
          color,
          backgroundColor,
          display,
        ].join(' ')
      }),
    }
  })

const foreign = () =>
  asked
    .map((request) => request.url())
    .filter((url) => !/^(data|about|blob):/.test(url) && new URL(url).origin !== new URL(stage.url).origin)

test(`${hostile.length} hostile mails are read on an open screen: nothing runs, nothing is fetched, the page stays as it was`, async () => {
  const before = await pageAround()
  for (const [n, html] of hostile.entries())
    await stage.mail(
      {
        from: customer,
        subject: 'Re: All kinds of letters',
        text: `Hello ${n}`,
        html: `<p>letter ${n}. <img src="${point}"></p>${html}<p>end</p>`,
      },
      replyTo,
    )
  const cards = page.getByRole('article')
  await expect.poll(() => cards.count(), { timeout: 40_000 }).toBe(hostile.length + 3)
  // As sent, each of them: what the cleaner gave up on is shown as words, and then there is nothing to fear.
  await expect.poll(() => page.locator('article iframe').count()).toBeGreaterThan(hostile.length - 2)
  for (const card of await cards.all()) await card.scrollIntoViewIfNeeded()

  const inside = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLIFrameElement>('article iframe')].map((frame) => {
      const its = frame.contentDocument
      const all = [...(its?.body.querySelectorAll('*') ?? [])]
      return {
        sandbox: frame.sandbox.value,
        words: its?.body.innerText.slice(0, 40) ?? '',
        height: frame.clientHeight,
        acting: all
          .filter((element) =>
            /^(script|style|iframe|frame|object|embed|applet|form|input|button|textarea|select|svg|math|meta|base|link|template|video|audio|source|dialog|portal|slot)$/i.test(
              element.localName,
            ),
          )
          .map((element) => element.outerHTML.slice(0, 80)),
        handlers: all.flatMap((element) =>
          element
            .getAttributeNames()
            .filter((name) => /^on|^(srcset|ping|action|formaction|background|poster|autofocus)$/i.test(name)),
        ),
        links: all
          .flatMap((element) => element.getAttribute('href') ?? [])
          .filter((href) => !/^(https?:|mailto:|tel:|#)/i.test(href)),
        sources: all
          .flatMap((element) => element.getAttribute('src') ?? [])
          .filter((src) => !/^data:image\/(png|jpeg|gif|webp);|^\/api\/v1\/attachments\//.test(src)),
        overlays: all.filter((element) => /fixed|sticky|absolute/.test(getComputedStyle(element).position)).length,
        headParts: its?.head.querySelectorAll('style').length,
      }
    }),
  )
  for (const frame of inside) {
    expect(frame.sandbox).not.toMatch(/allow-(scripts|forms|top-navigation|modals)/)
    expect(frame).toMatchObject({ acting: [], handlers: [], links: [], sources: [], overlays: 0, headParts: 1 })
    expect(frame.height, frame.words).toBeLessThan(20_000)
  }
  expect(
    said.filter((words) => words.includes(mark) || words.startsWith('opened') || words.startsWith('error')),
  ).toEqual([])
  expect(foreign()).toEqual([])
  expect(await page.locator('article [onerror], article script, article style').count()).toBe(0)
  expect(await pageAround()).toEqual(before)
})

test('these mails are hostile: in a page without our locks many of them act or fetch', async () => {
  const open = await stage.open(null, '/knot.svg')
  const acted = new Set<number>()
  let n = 0
  const acts = (words: string) => words.includes(mark) && acted.add(n)
  open.on('console', (message) => acts(message.text()))
  open.on('dialog', (dialog) => {
    acts(dialog.message())
    void dialog.dismiss()
  })
  open.on('request', (request) => request.url().startsWith(evil) && acted.add(n))
  for (const [at, html] of hostile.entries()) {
    n = at
    await open.goto('about:blank')
    await open.evaluate((page) => document.write(`<!doctype html><body>${page}`), html).catch(() => undefined)
    await open
      .evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
      .catch(() => undefined)
  }
  expect(acted.size).toBeGreaterThan(hostile.length / 3)
})

test('a name, a subject and a file name in HTML are words, and none turns the reading direction around', async () => {
  const tag = `<img src=${evil}/name.png onerror=alert(1)>`
  await stage.mail({
    from: `"${tag}\u202egnp.exe" <markup@kunde.example>`,
    subject: `<script>alert('${mark}')</script> \u202eevil`,
    text: 'See the file.',
    attachments: [
      {
        filename: `"><img src=x onerror=alert(1)>.html`,
        mediaType: 'text/html',
        content: Buffer.from(`<script>alert('${mark}')</script>`),
      },
      { filename: 'bill\u202efdp.exe', content: Buffer.from('MZ') },
      { filename: '../../../etc/passwd', content: Buffer.from('root') },
    ],
  })
  await page.goto('/')
  await page.getByRole('link', { name: /<script>alert/ }).click()
  const files = page.getByRole('list', { name: 'Attachments' })
  await files.waitFor()
  const names = await files.getByRole('link').allInnerTexts()
  expect(names).toHaveLength(3)
  expect(names.join()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\.\.\//)
  expect(await page.locator('#conversation-subject').innerText()).toContain('<script>alert(')
  expect(await page.locator('main').innerText()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
  // A page as an attachment is handed out as a file, never shown on our origin.
  const [href] = await files
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))
  const answer = await page.request.get(href ?? '')
  expect(answer.headers()['content-disposition']).toMatch(/^attachment/)
  expect(answer.headers()['content-security-policy']).toMatch(/sandbox|default-src 'none'/)
  expect(said.filter((words) => words.includes(mark))).toEqual([])
  expect(foreign()).toEqual([])
})

test('pictures kept elsewhere are told of and not fetched, until a person asks; then only through the desk', async () => {
  await stage.mail({
    from: 'News <news@kunde.example>',
    subject: 'With pictures',
    text: 'Hello',
    html: `<p>Look <img src="${point}"> <img src="${evil}/pixel.png" width="1" height="1"></p>`,
  })
  await page.goto('/')
  await openConversation(page, 'With pictures')
  await page
    .getByText('Pictures kept elsewhere have not been fetched, so the sender can’t tell that you are reading.')
    .waitFor()
  expect(foreign()).toEqual([])
  const throughUs = () => asked.map((request) => request.url()).filter((url) => url.includes('/picture?url='))
  expect(throughUs()).toEqual([])
  await page.getByRole('button', { name: 'Show them anyway' }).click()
  await waitUntil('it is asked for', async () => throughUs().length === 1)
  expect(foreign()).toEqual([])
})
