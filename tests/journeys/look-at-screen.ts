import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Light or dark, and until everything on the screen has the colours of it: at once, or contrast is measured half-way. */
export async function lightUp(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.addStyleTag({ content: '*, *::before, *::after { transition: none !important }' })
  await page.emulateMedia({ colorScheme })
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor()
  await atRest(page)
}

/** Until what was changed has been drawn and nothing moves any more. */
export const atRest = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished))
  })

/** What WCAG 2.2 A and AA, as far as a machine can tell, find wrong with what is on the screen now. */
async function findBarriers(page: Page, only: 'all' | 'contrast' = 'all'): Promise<string[]> {
  const options: RunOptions = {
    runOnly: only === 'all' ? { type: 'tag', values: wcag } : { type: 'rule', values: ['color-contrast'] },
    resultTypes: ['violations'],
    // A mail's frame lets no script in, so its own words can't be asked from within.
    iframes: false,
    // Style sheets would be fetched once more, for a rule that is not among these.
    preload: false,
  }
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  return page.evaluate(async (asked) => {
    const { axe: tool } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await tool.run(document, asked)
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any, all }) => `${id}: ${html.slice(0, 160)} ${[...any, ...all][0]?.message ?? ''}`),
    )
  }, options)
}

/** Things to press that are under 24 px one way (WCAG 2.5.8); links in a sentence are as high as its letters. */
const findSmallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const pressed =
      'a[href], button, input:not([type="hidden"]), select, textarea, [role="button"], [role="tab"], [role="menuitem"], [role="switch"], [role="option"]'
    const isInline = (element: Element) => element.localName === 'a' && getComputedStyle(element).display === 'inline'
    return [...document.querySelectorAll<HTMLElement>(pressed)]
      .filter(
        (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !isInline(element),
      )
      .flatMap((element) => {
        const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
        const boxes = [element, ...labels].map((each) => each.getBoundingClientRect())
        const width = Math.max(...boxes.map((box) => box.width))
        const height = Math.max(...boxes.map((box) => box.height))
        // Under two points it is there for screen readers only.
        const isSeen = width > 2 && height > 2
        return isSeen && (width < 23.9 || height < 23.9)
          ? [`${Math.round(width)}×${Math.round(height)} ${element.outerHTML.slice(0, 160)}`]
          : []
      })
  })

/** What makes the page wider than its window; empty when nothing does. */
const findOverflow = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const root = document.documentElement
    const main = document.querySelector('main')
    const isWide = () => root.scrollWidth > root.clientWidth || (main !== null && main.scrollWidth > main.clientWidth)
    // What floats finds its new place some frames after the window has changed.
    for (let frames = 0; isWide() && frames < 60; frames++) await new Promise(requestAnimationFrame)
    if (!isWide()) return []
    const wide = [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
      .map((element) => element.outerHTML.slice(0, 120))
    return [`${root.scrollWidth} px in ${root.clientWidth}: ${wide.slice(0, 4).join(' | ')}`]
  })

/** Parts that would still move for somebody who asked for rest, by more than a millisecond. */
const findMotion = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) => {
      const { transitionDuration, animationDuration } = getComputedStyle(element)
      const longest = Math.max(
        ...`${transitionDuration},${animationDuration}`.split(',').map((time) => Number.parseFloat(time) || 0),
      )
      return longest > 0.001 ? [`${longest} s ${element.outerHTML.slice(0, 100)}`] : []
    }),
  )

const wide = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }
const narrowest = { width: 320, height: 700 }

/** Looks at a screen wide, on a phone and on the narrowest, in light and dark. Answers what is wrong, by where it was seen. */
export async function findFaults(page: Page): Promise<Record<string, string[]>> {
  const faults: Record<string, string[]> = {}
  const look = async (at: string, find: Promise<string[]>) => {
    const found = await find
    if (found.length > 0) faults[at] = found
  }
  await atRest(page)
  await look('wide, light', findBarriers(page))
  await look('wide, targets', findSmallTargets(page))
  await look('motion', findMotion(page))
  await lightUp(page, 'dark')
  await look('wide, dark', findBarriers(page, 'contrast'))
  await lightUp(page, 'light')
  await page.setViewportSize(phone)
  await atRest(page)
  await look('phone, light', findBarriers(page))
  await look('phone, targets', findSmallTargets(page))
  await page.setViewportSize(narrowest)
  await look('320 px', findOverflow(page))
  await page.setViewportSize(wide)
  return faults
}
