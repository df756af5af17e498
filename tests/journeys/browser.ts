import chromium from '@sparticuz/chromium'
import { type BrowserContextOptions, chromium as driver, type Page } from 'playwright-core'

/** Flags of a lambda's browser that would spoil a picture or a journey on a desk's machine. */
const unwanted = [
  '--single-process',
  '--no-zygote',
  '--headless',
  '--hide-scrollbars',
  '--window-size',
  // Drawing by a graphics card that is not there takes both processors.
  '--use-gl',
  '--use-angle',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--in-process-gpu',
  // What protects a person in their browser protects them here.
  '--disable-web-security',
  '--disable-site-isolation-trials',
  '--disable-features',
  '--allow-running-insecure-content',
]

/**
 * Starts the Chromium that comes from npm alone, as root or not, without system packages. Each page has a context (and so
 * cookies and storage) of its own; closing the browser closes them all.
 */
export async function openBrowser(): Promise<{
  newPage(options?: BrowserContextOptions): Promise<Page>
  close(): Promise<void>
}> {
  const browser = await driver.launch({
    executablePath: await chromium.executablePath(),
    args: [...chromium.args.filter((arg) => !unwanted.some((start) => arg.startsWith(start))), '--disable-gpu'],
    headless: true,
  })
  return {
    async newPage(options = {}) {
      const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Copenhagen', ...options })
      return context.newPage()
    },
    close: () => browser.close(),
  }
}
