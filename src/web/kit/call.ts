import type { BodyOf, Endpoint, Output, ParamsOf, QueryOf } from '../../core/contract.ts'
import { languageNow, sayFrom } from './texts.ts'
import { texts } from './words/texts.ts'

/** Where the server answers; the same as `apiBase` of core/http.ts, which a browser can't load. */
const apiBase = '/api/v1'

type Part<Name extends string, T> =
  Record<string, never> extends T
    ? { [K in Name]?: T }
    : undefined extends T
      ? { [K in Name]?: T }
      : Partial<T> extends T
        ? { [K in Name]?: T }
        : { [K in Name]: T }

/** What an endpoint is asked with: only the parts it takes, and those it needs. */
export type Asked<E extends Endpoint> = Part<'params', ParamsOf<E>> &
  Part<'query', QueryOf<E>> &
  Part<'body', BodyOf<E>> & {
    /** The version it was seen in: the server refuses (412 `changed_meanwhile`) when it has changed since. */
    ifMatch?: number
    signal?: AbortSignal
  }

/** The desk said no, or could not be reached. `title` is a sentence in the person's language, ready to show. */
export class Refused extends Error {
  readonly code: string
  readonly status: number
  readonly title: string
  /** Which fields did not fit: JSON pointers into what was sent. */
  readonly fields: readonly string[]
  readonly data: Readonly<Record<string, unknown>>
  constructor(status: number, problem: Record<string, unknown>) {
    const title = typeof problem.title === 'string' ? problem.title : ''
    super(title)
    this.name = 'Refused'
    this.status = status
    this.code = typeof problem.code === 'string' ? problem.code : 'fault'
    this.title = typeof problem.detail === 'string' && status >= 500 ? `${title} ${problem.detail}` : title
    const errors = Array.isArray(problem.errors) ? (problem.errors as { pointer?: unknown }[]) : []
    this.fields = errors.map(({ pointer }) => (typeof pointer === 'string' ? pointer : ''))
    this.data = problem
  }
}

/** Thrown when no answer came: says that nothing is lost. */
export const noAnswer = () => new Refused(0, { code: 'no_answer', title: sayFrom(texts)('noAnswer') })

/** The path of an endpoint below our origin, filled in: for links to files and raw mail. */
export function urlOf(
  endpoint: Endpoint,
  params: Record<string, unknown> = {},
  query: Record<string, unknown> = {},
): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')))
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return `${apiBase}${path}${search ? `?${search}` : ''}`
}

const signedOutListeners = new Set<() => void>()
/** Tells when the server no longer knows us: the session ended elsewhere. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

/** Calls an endpoint. Answers what its contract returns; throws `Refused`. */
export async function call<E extends Endpoint>(endpoint: E, asked: Asked<E>): Promise<Output<E>> {
  const response = await send(endpoint, asked as Loose)
  return (response.status === 204 ? undefined : await response.json()) as Output<E>
}

/** Calls an endpoint that answers bytes and reads them as text: a raw mail. Bytes that are not UTF-8 are shown as �. */
export async function callText<E extends Endpoint>(endpoint: E, asked: Asked<E>): Promise<string> {
  return (await send(endpoint, asked as Loose)).text()
}

interface Loose {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
  ifMatch?: number
  signal?: AbortSignal
}

async function send(endpoint: Endpoint, asked: Loose): Promise<Response> {
  const headers: Record<string, string> = { 'accept-language': languageNow() }
  if (asked.ifMatch !== undefined) headers['if-match'] = `"${asked.ifMatch}"`
  if (asked.body !== undefined) headers['content-type'] = 'application/json'
  let response: Response
  try {
    response = await fetch(urlOf(endpoint, asked.params, asked.query), {
      method: endpoint.method,
      headers,
      body: asked.body === undefined ? undefined : JSON.stringify(asked.body),
      signal: asked.signal,
      credentials: 'same-origin',
    })
  } catch (error) {
    // A call we took back ourselves is no failure to tell of.
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw noAnswer()
  }
  if (response.ok) return response
  const problem = await readProblem(response)
  // A proxy in front answers for a desk that is down.
  if (!problem && response.status >= 500) throw noAnswer()
  const refused = new Refused(response.status, problem ?? { title: response.statusText })
  if (refused.code === 'not_signed_in') for (const listener of signedOutListeners) listener()
  throw refused
}

async function readProblem(response: Response): Promise<Record<string, unknown> | null> {
  if (!response.headers.get('content-type')?.includes('json')) return null
  try {
    return (await response.json()) as Record<string, unknown>
  } catch {
    return null
  }
}
