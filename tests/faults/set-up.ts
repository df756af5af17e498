import { support } from './letters.ts'
import type { Program } from './real-desk.ts'
import { waitUntil } from './wait-until.ts'

/** Goes through the set-up by the link that the new desk prints, and makes an API token for the owner. */
export async function setUp(url: string, program: Program): Promise<string> {
  await program.ready()
  const link = /\/setup\?token=(\S+)/
  await waitUntil('the set-up link is printed', () => link.test(program.stdout()))
  const token = link.exec(program.stdout())?.[1]
  const founded = await post(`${url}/api/v1/setup`, {
    token,
    organisation: 'Nordlys Strøm',
    country: 'DK',
    language: 'da',
    name: 'Kari Solberg',
    email: 'kari@nordlys.example',
    password: 'lang nok adgangskode',
    inbox: { address: support, name: 'Nordlys Strøm' },
  })
  const cookie = founded.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const made = await post(`${url}/api/v1/tokens`, { name: 'faults' }, { cookie, origin: url })
  return ((await made.json()) as { token: string }).token
}

async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return response
}
