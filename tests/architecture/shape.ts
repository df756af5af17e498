import { basename } from 'node:path'
import { acts, isPrivate, isUi, product, programs, sliceOf } from './places.ts'
import { allPaths, lineAt, type Source, sources, textOf } from './source-tree.ts'

const sourceLines = 300
const testLines = 500
/** Tables of words, and what is generated, are as long as they are. */
const lengthExempt = (path: string) =>
  /(-words|texts[\w-]*|-texts)\.ts$/.test(path) || path === 'db/tables.ts' || /\/fixtures\//.test(path)

const linesOf = (path: string) => textOf(path).split('\n').length - 1
const written = () => allPaths.filter((path) => /\.(ts|tsx|js|css)$/.test(path) && !lengthExempt(path))

export const tooLong = (): string[] =>
  written()
    .filter((path) => !/\.(test|testing|journey|conformance)\.tsx?$/.test(path) && !path.startsWith('tests/'))
    .map((path) => ({ path, lines: linesOf(path) }))
    .filter(({ lines }) => lines > sourceLines)
    .map(
      ({ path, lines }) =>
        `${path} has ${lines} lines, over ${sourceLines}: two things live there; give the second a file of its own`,
    )

export const longTests = (): string[] =>
  written()
    .filter((path) => /\.(test|testing|journey|conformance)\.tsx?$/.test(path) || path.startsWith('tests/'))
    .map((path) => ({ path, lines: linesOf(path) }))
    .filter(({ lines }) => lines > testLines)
    .map(({ path, lines }) => `${path} has ${lines} lines, over ${testLines}`)

const emptyNames = /(^|[-/])(utils?|helpers?|common|managers?|services?|misc|stuff|lib)([-./]|$)/i
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/
const pascal = /^[A-Z][A-Za-z0-9]*$/

export const badNames = (): string[] =>
  allPaths
    .filter((path) => /^(src|tests|bin|bench)\//.test(path) && !/\/(fixtures|public)\//.test(path))
    .flatMap((path) => {
      if (emptyNames.test(path))
        return [`${path}: a name says what the thing does; ${emptyNames.exec(path)?.[2]} says nothing`]
      const name = basename(path)
      const [stem = ''] = name.split('.')
      if (/^[A-Z]+\.md$/.test(name)) return []
      const part = /\.tsx$/.test(name) && new RegExp(`export (function|const) ${stem}\\b`).test(textOf(path))
      if (pascal.test(stem)) {
        const isPart =
          part ||
          (/\.(module\.css|test\.tsx)$/.test(name) &&
            allPaths.includes(path.replace(/(\.module\.css|\.test\.tsx)$/, '.tsx')))
        return isPart ? [] : [`${path}: PascalCase is for React parts named like their file; others are kebab-case`]
      }
      return kebab.test(stem) ? [] : [`${path}: file names are kebab-case`]
    })

const camel = (stem: string) => stem.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** A file that acts is found by what it does: it exports a function of its name (`participants.ts` may add and remove one). */
export const misnamedCommands = (): string[] =>
  product
    .filter((source) => sliceOf(source.path) !== null && !isUi(source.path) && !isPrivate(source.path) && acts(source))
    .filter(({ path }) => !/\/([\w-]+-)?queries\.ts$/.test(path))
    .filter(({ path, exports }) => {
      const wanted = camel(basename(path, '.ts')).toLowerCase()
      const forms = [wanted, wanted.replace(/s$/, ''), wanted.replace(/es$/, '')]
      return !exports.some(
        ({ name, kind }) => kind === 'function' && forms.some((form) => name.toLowerCase().includes(form)),
      )
    })
    .map(
      ({ path }) =>
        `${path} acts, but exports no function ${camel(basename(path, '.ts'))}: name the file for its verb, or the function for its file`,
    )

const find = (pattern: RegExp, among: readonly Source[], fault: string): string[] =>
  among.flatMap(({ path, code }) =>
    [...code.matchAll(pattern)].map((match) => `${path}:${lineAt(code, match.index)} ${match[0]}: ${fault}`),
  )

/** Where an instant may begin: the floor, the programs that open the house, the wire's own patience, and browsers' one clock. */
const mayAskTheClock = (path: string) =>
  /^src\/(core|channels\/[\w-]+\/wire)\//.test(path) || path === 'src/house.ts' || path === 'src/web/kit/clock.ts'

export const ownClocks = (): string[] =>
  find(
    /\bDate\.now\(\)|\bnew Date\(\s*\)|\bperformance\.now\(\)|\bTemporal\.Now\b/g,
    product.filter(({ path }) => !mayAskTheClock(path)),
    'time comes from ctx.now() or as an argument; in a browser from src/web/kit/clock.ts',
  )

export const ownDice = (): string[] =>
  find(
    /\bMath\.random\b/g,
    product.filter(({ path }) => !/^src\/(core|channels\/[\w-]+\/wire)\//.test(path)),
    'chance is handed in, from core/ids.ts',
  )

export const ownEnvironment = (): string[] =>
  find(
    /\bprocess\.env\b/g,
    product.filter(({ path }) => path !== 'src/core/env.ts'),
    'settings are read once, in core/env.ts',
  )

export const defaultExports = (): string[] =>
  find(
    /^export default\b|^export \* from\b|^export \{[^}]*\} from\b/gm,
    programs,
    'named exports from where the thing is; no barrel files',
  )

export const leftOvers = (): string[] => [
  ...find(
    /\b(?:it|test|describe)\.only\(|\bdebugger\b/g,
    sources.filter(({ path }) => !path.startsWith('tests/architecture')),
    'left over from looking for a fault',
  ),
  ...sources
    .filter(({ path }) => !path.startsWith('tests/architecture'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/\b(TODO|FIXME|XXX)\b/g)].map(
        (match) => `${path}:${lineAt(text, match.index)} ${match[0]}: do it, or open an issue`,
      ),
    ),
  ...find(
    /catch\s*(\([^)]*\))?\s*\{\s*\}/g,
    sources.filter(({ isTest }) => !isTest),
    'a fault that nobody hears; catch only to translate or to go on knowingly, and say why',
  ),
]
