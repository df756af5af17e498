import { expect, test } from 'vitest'
import { openConversation, openStage } from './stage.ts'
test('x', async () => {
  const stage = await openStage()
  await stage.mail({ subject: 'All kinds of letters', text: 'Hello' })
  const page = await stage.open('holm', '/')
  for (let n = 0; n < 25; n++) {
    await page.goto('/')
    const t = Date.now()
    try { await page.getByRole('link', { name: 'All kinds' }).waitFor({ timeout: 6000 }) } catch { console.log('stuck at', n); 
      const { execSync } = await import('node:child_process')
      console.log(execSync(`ss -tnp | grep ${new URL(stage.url).port} | grep -i chrom`).toString())
      break }
    console.log(n, Date.now() - t)
  }
  await stage.close()
})
