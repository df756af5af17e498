import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { House } from '../../core/ctx.ts'
import { fill, type Language, preferredLanguage } from '../../core/texts.ts'
import type { Status } from '../conversations/contract.ts'
import { customerPageTexts as texts } from './customer-page-texts.ts'
import { escapeHtml } from './letter.ts'
import { readPageToken } from './our-marks.ts'

interface Matter {
  number: number
  status: Status
  language: Language
  organisation: string
  address: string
  created_at: Date
  answered_at: Date | null
  time_zone: string | null
}

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/**
 * The customer's own page, behind the link in every reply. A mail gets forwarded, and its link with it: so the page tells
 * where the matter stands and how to go on, and shows none of the words that were written.
 */
export function servesCustomerPage(app: FastifyInstance, house: House): void {
  app.get<{ Params: { token: string } }>('/c/:token', async (request, reply) => {
    const number = readPageToken(house.secret, request.params.token)
    const matter = number === null ? null : await findMatter(house, number)
    reply
      .code(matter ? 200 : 404)
      .type('text/html; charset=utf-8')
      .header('content-security-policy', policy)
      .header('cache-control', 'private, no-store')
      .header('x-robots-tag', 'noindex')
    return matter ? matterPage(matter) : unknownPage(preferredLanguage(request.headers['accept-language']) ?? 'en')
  })
}

async function findMatter(house: House, number: number): Promise<Matter | null> {
  const { rows } = await sql<Matter>`
    select c.number, c.status, coalesce(c.language, i.language) as language, coalesce(d.name, i.name) as organisation, i.address, c.created_at,
      (select max(m.at) from message m where m.conversation_id = c.id and m.kind = 'reply' and m.withdrawn_at is null
        and m.delivery_state in ('sent', 'held', 'queued')) as answered_at,
      d.time_zone
    from conversation c join inbox i on i.id = c.inbox_id left join desk d on true where c.number = ${number}`.execute(
    house.db,
  )
  return rows[0] ?? null
}

function matterPage(matter: Matter): string {
  const { language } = matter
  const when = (at: Date) =>
    new Intl.DateTimeFormat(language, {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone: matter.time_zone ?? 'UTC',
    }).format(at)
  const steps = [
    fill(texts.received[language], { when: when(matter.created_at) }),
    matter.answered_at
      ? fill(texts.answered[language], { when: when(matter.answered_at) })
      : texts.notAnswered[language],
  ]
  return page(
    language,
    matter.organisation,
    `
    <p class="quiet">${escapeHtml(fill(texts.number[language], { number: matter.number }))}</p>
    <h1>${escapeHtml(texts.status[matter.status][language])}</h1>
    <ul>${steps.map((step) => `<li>${escapeHtml(step)}</li>`).join('')}</ul>
    <p>${escapeHtml(fill(texts.howOn[language], { address: matter.address }))}</p>`,
  )
}

function unknownPage(language: Language): string {
  return page(
    language,
    'Løfte',
    `<h1>${escapeHtml(texts.unknown[language])}</h1><p>${escapeHtml(texts.unknownHelp[language])}</p>`,
  )
}

function page(language: Language, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>
:root{color-scheme:light dark;--paper:#FBFAF7;--panel:#fff;--ink:#1C2426;--quiet:#5C676A;--line:#E6E3DC;--fjord:#1F5C5A}
@media(prefers-color-scheme:dark){:root{--paper:#14171A;--panel:#1B1F23;--ink:#E7EAE8;--quiet:#98A3A5;--line:#2A3035;--fjord:#6FB7AE}}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.6 system-ui,sans-serif}
main{max-width:36rem;margin:12vh auto;padding:2.5rem;background:var(--panel);border:1px solid var(--line);border-radius:8px}
@media(max-width:40rem){main{margin:0;min-height:100vh;box-sizing:border-box;border:0;padding:2rem 1.25rem}}
header{font-weight:560;color:var(--fjord);margin-bottom:2rem}h1{font-size:1.6rem;line-height:1.25;margin:.25rem 0 1rem;font-weight:560}
.quiet{color:var(--quiet);margin:0}ul{list-style:none;margin:0 0 1.5rem;padding:0 0 0 1.1rem;border-left:2px solid var(--fjord)}li{margin:.4rem 0}
</style></head><body><main><header>${escapeHtml(title)}</header>${body}</main></body></html>
`
}
