import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/** What is built, installed or stored: never part of the source. Hidden folders (.git, editors') are left out too, but .ci. */
const notSource = new Set(['node_modules', 'dist', 'data', 'tmp', 'coverage'])

/** Every file of the repository, as paths with forward slashes below its root. */
export const allPaths: readonly string[] = walk('')

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name)
    if (entry.isDirectory()) {
      const hidden = entry.name.startsWith('.') && entry.name !== '.ci'
      return hidden || (folder === '' && notSource.has(entry.name)) || entry.name === 'node_modules' ? [] : walk(path)
    }
    return entry.isFile() ? [path] : []
  })
}

export const exists = (path: string): boolean =>
  allPaths.includes(path) || allPaths.some((each) => each.startsWith(`${path.replace(/\/$/, '')}/`))

const texts = new Map<string, string>()
export function textOf(path: string): string {
  const known = texts.get(path) ?? readFileSync(join(root, path), 'utf8')
  texts.set(path, known)
  return known
}

export interface Source {
  path: string
  text: string
  /** The text with its comments blanked out, line for line: what is said about code is not code. */
  code: string
  imports: readonly Import[]
  exports: readonly Export[]
  isTest: boolean
}

export interface Import {
  /** A path of ours, or the name of a package or builtin. */
  target: string
  ours: boolean
  /** What is taken; `*` when it can't be told. */
  names: readonly string[]
  /** Erased before anything runs. */
  typeOnly: boolean
  line: number
}

export interface Export {
  name: string
  kind: 'function' | 'const' | 'type'
  line: number
}

/** Strings and regular expressions are matched so as to be stepped over: `//` in them begins no comment. */
const tokens =
  /(?<before>(?:^|[(,=:[!&|?{};\n>]|return|=>)\s*)(?<regex>\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|(?<comment>\/\*[\s\S]*?\*\/|\/\/[^\n]*)/g

const isTestPath = (path: string) =>
  /\.(test|testing|journey|conformance)\.tsx?$/.test(path) || /(^|\/)(fixtures|tests|bench)\//.test(path)

/** All program text of ours, read once. */
export const sources: readonly Source[] = allPaths
  .filter((path) => /\.(ts|tsx|js)$/.test(path) || path === 'bin/lofte')
  .map((path) => {
    const text = textOf(path)
    const code = withoutComments(text)
    return { path, text, code, imports: importsOf(path, code), exports: exportsOf(code), isTest: isTestPath(path) }
  })

const byPath = new Map(sources.map((source) => [source.path, source]))
export const sourceAt = (path: string): Source | undefined => byPath.get(path)

export function withoutComments(text: string): string {
  return text.replace(tokens, (whole, ...rest) => {
    const groups = rest.at(-1) as { comment?: string }
    return groups.comment === undefined ? whole : whole.replace(/[^\n]/g, ' ')
  })
}

export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}

function importsOf(path: string, code: string): Import[] {
  const found: Import[] = []
  const add = (index: number, specifier: string, names: string[], typeOnly: boolean) => {
    const ours = specifier.startsWith('.')
    const target = ours ? posix.normalize(posix.join(posix.dirname(path), specifier.replace(/\?.*$/, ''))) : specifier
    found.push({ target, ours, names, typeOnly, line: lineAt(code, index) })
  }
  const statements = /^[ \t]*(import|export)\s+(type\s+)?([^'"`;]*?)\s*from\s*['"]([^'"]+)['"]/gm
  for (const match of code.matchAll(statements)) {
    const [, , type, clause = '', specifier = ''] = match
    const { names, allTypes } = namesIn(clause)
    add(match.index, specifier, names, Boolean(type) || allTypes)
  }
  for (const match of code.matchAll(/^[ \t]*import\s*['"]([^'"]+)['"]/gm)) add(match.index, match[1] ?? '', [], false)
  for (const match of code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g))
    add(match.index, match[1] ?? '', ['*'], false)
  // Workers and files read beside the code.
  for (const match of code.matchAll(/new URL\(\s*['"](\.[^'"]+)['"]\s*,\s*import\.meta\.url/g))
    add(match.index, match[1] ?? '', ['*'], false)
  return found
}

function namesIn(clause: string): { names: string[]; allTypes: boolean } {
  const braces = /\{([^}]*)\}/.exec(clause)
  const listed = (braces?.[1] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
  const names = listed.map((part) => part.replace(/^type\s+/, '').replace(/\s+as\s+.*$/, ''))
  const outside = clause
    .replace(/\{[^}]*\}/, '')
    .replace(/,/g, ' ')
    .trim()
  if (outside.includes('*')) names.push('*')
  else if (outside) names.push('default')
  return { names, allTypes: outside === '' && listed.length > 0 && listed.every((part) => part.startsWith('type ')) }
}

function exportsOf(code: string): Export[] {
  const declared = /^export\s+(?:declare\s+)?(?:async\s+)?(function\*?|const|let|class|interface|type)\s+(\w+)/gm
  return [...code.matchAll(declared)].map((match) => ({
    name: match[2] ?? '',
    kind:
      match[1] === 'interface' || match[1] === 'type'
        ? 'type'
        : match[1]?.startsWith('function')
          ? 'function'
          : 'const',
    line: lineAt(code, match.index),
  }))
}
