import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { atRest } from './look-at-screen.ts'

/** The pictures in docs/screens are taken anew when asked for with PICTURES=1, never by an ordinary run. */
export const picturesWanted = process.env.PICTURES === '1'

/** Writes what is on the screen to docs/screens, small enough for a page that shows several. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await atRest(page)
  const path = join(import.meta.dirname, '../../docs/screens', `${name}.png`)
  await page.screenshot({ path, scale: 'css', animations: 'disabled', caret: 'hide' })
  expect((await stat(path)).size, name).toBeLessThan(300_000)
}
