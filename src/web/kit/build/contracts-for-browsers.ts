import { stat } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'

const isContract = /\/src\/desk\/[a-z-]+\/contract\.ts$/

/**
 * What a browser needs of a contract: where each endpoint lies, what events are called, and plain lists of words. The
 * shapes stay on the server, which checks everything anyway; they would bring all of zod (54 kB gzip) before the first
 * screen. A schema imported by a screen is therefore no export here, and the build says so.
 */
export function contractsForBrowsers(): Plugin {
  return {
    name: 'contracts-for-browsers',
    enforce: 'pre',
    async load(id) {
      if (!isContract.test(id)) return null
      const { mtimeMs } = await stat(id)
      const contract = (await import(`${pathToFileURL(id).href}?at=${mtimeMs}`)) as Record<string, unknown>
      return Object.entries(contract)
        .map(([name, value]) => [name, plainOf(value)] as const)
        .filter(([, plain]) => plain !== undefined)
        .map(([name, plain]) => `export const ${name} = ${JSON.stringify(plain)}`)
        .join('\n')
    },
  }
}

/** The plain part of an export, or undefined when it has none. */
export function plainOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.every((each) => typeof each === 'string') ? value : undefined
  if (!value || typeof value !== 'object') return undefined
  const entries = Object.entries(value).map(([name, part]) => [name, plainPart(part)] as const)
  // A schema is an object too, but none of its parts is an endpoint or an event.
  if (entries.length === 0 || entries.some(([, part]) => part === undefined)) return undefined
  return Object.fromEntries(entries)
}

function plainPart(part: unknown): unknown {
  if (!part || typeof part !== 'object') return undefined
  const { method, path, name, data } = part as Record<string, unknown>
  if (typeof method === 'string' && typeof path === 'string') return { method, path }
  if (typeof name === 'string' && data) return { name }
  return undefined
}
