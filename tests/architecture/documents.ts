import { homedir } from 'node:os'
import { dirname, posix } from 'node:path'
import { roles } from '../../src/desk/access/roles.ts'
import { priorities, stages, statuses } from '../../src/desk/conversations/contract.ts'
import { sliceOrder, slices } from './places.ts'
import { allPaths, exists, lineAt, root, sources, textOf } from './source-tree.ts'
import { tables } from './tables.ts'

/** Decisions tell of the day they were made and are never mended; all other prose is held against the code. */
const documents = allPaths.filter((path) => path.endsWith('.md') && !path.startsWith('docs/decisions/'))
const decisions = allPaths.filter((path) => /^docs\/decisions\/.*\.md$/.test(path))

const matchesIn = (paths: readonly string[], pattern: RegExp) =>
  paths.flatMap((path) => {
    const text = textOf(path)
    return [...text.matchAll(pattern)].map((match) => ({
      path,
      line: lineAt(text, match.index),
      found: match[1] ?? '',
    }))
  })

const programText = sources.map(({ code }) => code).join('\n')
const schema = textOf('db/schema.sql')

/** What a document puts between backticks and looks like a file, a name in the program or a setting must be one. */
export const untrueNames = (): string[] =>
  matchesIn(documents, /`([^`\n]+)`/g).flatMap(({ path, line, found }) => {
    const fault = untrue(found, path)
    return fault === null ? [] : [`${path}:${line} \`${found}\`: ${fault}`]
  })

function untrue(found: string, from: string): string | null {
  if (/[<>…*{}]|NNNN|\bNOUN\b/.test(found)) return null
  // A command line: its program must be there.
  if (found.includes(' ')) return /^bin\/\w+ /.test(found) ? untrue(found.split(' ')[0] ?? '', from) : null
  if (
    /^[\w@.-]*[\w-]\/?([\w@.-]+\/)*[\w.-]+\.(ts|tsx|sql|js|md|json|css|html)$/.test(found) ||
    /^(src|tests|bin|db|docs|bench)\//.test(found)
  ) {
    const path = found.replace(/\/$/, '')
    const near = posix.join(posix.dirname(from), path)
    if (exists(path) || exists(near) || exists(`src/${path}`)) return null
    return allPaths.some((each) => each.endsWith(`/${path}`)) ? null : 'there is no such file'
  }
  if (/^[a-z]+[A-Z]\w*(\(\))?$/.test(found))
    return new RegExp(`\\b${found.replace('()', '')}\\b`).test(programText) ? null : 'no program has this name'
  if (/^[a-z]+(_[a-z0-9]+)+$/.test(found))
    return new RegExp(`\\b${found}\\b`).test(`${schema}\n${programText}`)
      ? null
      : 'neither the database nor a program has this name'
  return null
}

export const brokenLinks = (): string[] =>
  matchesIn([...documents, ...decisions], /\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/g)
    // Pictures are taken by the journeys.
    .filter(({ path, found }) => !posix.join(posix.dirname(path), found).startsWith('docs/screens/'))
    .filter(({ path, found }) => !exists(posix.join(posix.dirname(path), found)))
    .map(({ path, line, found }) => `${path}:${line} leads to ${found}, which is not there`)

const envText = textOf('src/core/env.ts')
const ofTests = new Set(['LOFTE_CRASH_AT'])
export const settings: readonly string[] = [
  ...new Set([...envText.matchAll(/(?:get|port)\('([A-Z_]+)'/g)].map(([, name]) => name ?? '')),
]

export const untrueSettings = (): string[] => {
  const known = new Set([...settings, ...ofTests])
  return matchesIn(documents, /\b(LOFTE_[A-Z_]*[A-Z]|SMTP_[A-Z]+|DATABASE_[A-Z]+|LOG_[A-Z]+|S3_[A-Z]+|OTEL_[A-Z]+)\b/g)
    .filter(({ found }) => !known.has(found) && !known.has(found.replace(/_FILE$/, '')))
    .map(({ path, line, found }) => `${path}:${line} names ${found}, which core/env.ts does not read`)
}

/** docs/operating.md has one row for each setting, with the default that the program has. */
export const settingsTable = (): string[] => {
  const rows = new Map(
    [...textOf('docs/operating.md').matchAll(/^\| `([A-Z0-9_]+)` \| ([^|]*) \|/gm)].map(
      ([, name = '', otherwise = '']) => [name, otherwise.trim()],
    ),
  )
  const defaults = new Map(
    [...envText.matchAll(/(?:get\('([A-Z_]+)'\) \?\? |port\('([A-Z_]+)', )'?([^')\s,]+)'?/g)].map(
      ([, byName, byPort, value = '']) => [byName ?? byPort ?? '', value],
    ),
  )
  return [
    ...settings.filter((name) => !rows.has(name)).map((name) => `docs/operating.md has no row for ${name}`),
    ...[...rows.keys()]
      .filter((name) => !settings.includes(name))
      .map((name) => `docs/operating.md has a row for ${name}, which core/env.ts does not read`),
    ...[...rows].flatMap(([name, said]) => {
      const value = defaults.get(name)
      return value === undefined || /^[`(]/.test(value) || said.includes(`\`${value}\``)
        ? []
        : [`docs/operating.md says ${name} is ${said} by default; core/env.ts says ${value}`]
    }),
  ]
}

/** Ports that the world has given out (RFC 5321, 6409, 8314, 9051; PostgreSQL). */
const worldPorts = new Set(['25', '143', '465', '587', '993', '5432'])

export const untruePorts = (): string[] => {
  const ours = new Set([...envText.matchAll(/port\('\w+', (\d+)\)/g)].map(([, number]) => number ?? ''))
  return matchesIn(documents, /(?:\bports? |localhost:|127\.0\.0\.1:|--port[ =]|:\/\/[\w.-]+:)(\d{2,5})\b/g)
    .filter(({ found }) => !ours.has(found) && !worldPorts.has(found))
    .map(({ path, line, found }) => `${path}:${line} names the port ${found}, which nothing uses by default`)
}

export const untrueCommands = (): string[] => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
  const cli = textOf('src/cli.ts')
  const verbs = allPaths
    .filter((path) => /^src\/desk\/[^/]+\/cli\.ts$/.test(path))
    .flatMap((path) => [...textOf(path).matchAll(/noun: '([\w-]+)',\s*verb: (?:'([\w-]+)'|null)/g)])
    .map(([, noun, verb]) => [noun, verb].filter(Boolean).join(' '))
  const alone = [...cli.matchAll(/noun === '([\w-]+)'/g)].map(([, noun]) => noun ?? '')
  const known = new Set([...verbs, ...alone])
  return [
    ...matchesIn([...documents], /\bnpm run ([\w:-]+)/g)
      .filter(({ found }) => !(found in scripts))
      .map(({ path, line, found }) => `${path}:${line} says npm run ${found}, which package.json does not have`),
    ...matchesIn([...documents], /(?:`|^|\s)(?:bin\/|npx )?lofte ([a-z][a-z-]*(?: [a-z][a-z-]*)?)/gm)
      .filter(({ found }) => !known.has(found) && !known.has(found.split(' ')[0] ?? ''))
      .map(({ path, line, found }) => `${path}:${line} says lofte ${found}, which is no command`),
  ]
}

/** The map of ARCHITECTURE.md, as src/slices.ts has it: event, slice, what it does, in or after the transaction. */
export const reactionMap = (): string[] => {
  const text = textOf('ARCHITECTURE.md')
  const said = [...text.matchAll(/^\| `([a-z-]+\.[a-z-]+)` \| (\w+) \| `(\w+)` \| (within|after) \|$/gm)].map((row) =>
    row.slice(1, 5).join(' '),
  )
  const done = slices.flatMap((slice) => [
    ...(slice.within ?? []).map(({ on, react }) => [on, slice.name, react.name, 'within'].join(' ')),
    ...(slice.after ?? []).flatMap(({ on, react }) =>
      on.map((event) => [event, slice.name, react.name, 'after'].join(' ')),
    ),
  ])
  return [
    ...done.filter((row) => !said.includes(row)).map((row) => `ARCHITECTURE.md does not tell: ${row}`),
    ...said.filter((row) => !done.includes(row)).map((row) => `ARCHITECTURE.md tells what no slice does: ${row}`),
  ]
}

export const architectureIsShort = (): string[] => {
  const lines = textOf('ARCHITECTURE.md').split('\n').length - 1
  return [
    ...(lines > 200
      ? [`ARCHITECTURE.md has ${lines} lines, over 200: move what is particular to the slice's README`]
      : []),
    ...sliceOrder
      .filter((slice) => !textOf('ARCHITECTURE.md').includes(`\`${slice}\``))
      .map((slice) => `ARCHITECTURE.md does not name the slice ${slice}`),
    ...sliceOrder
      .filter((slice) => !exists(`src/desk/${slice}/README.md`))
      .map((slice) => `src/desk/${slice} has no README.md: what it is, and the rules that always hold`),
  ]
}

export const glossaryFaults = (): string[] => {
  const rows = textOf('GLOSSARY.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
  const codes = rows.flatMap(([code = '']) => [...code.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''))
  const coreTables = /^(event_|idempotency|job_worker|migration)/
  const wanted = [
    ...sliceOrder,
    ...tables.map(({ name }) => name).filter((name) => !coreTables.test(name)),
    ...roles,
    ...statuses,
    ...stages,
    ...priorities,
  ]
  return [
    ...rows
      .filter((cells) => cells.length !== 5 || cells.some((cell) => cell === ''))
      .map((cells) => `GLOSSARY.md: ${cells[0]} lacks a language`),
    ...codes.filter((code, index) => codes.indexOf(code) < index).map((code) => `GLOSSARY.md has ${code} twice`),
    ...codes
      .filter(
        (code) =>
          !new RegExp(`(?<![\\w-])${code}(?![\\w-])`).test(programText) && !new RegExp(`\\b${code}\\b`).test(schema),
      )
      .map((code) => `GLOSSARY.md has ${code}, which no program says`),
    ...[...new Set(wanted)].filter((word) => !codes.includes(word)).map((word) => `GLOSSARY.md has no row for ${word}`),
  ]
}

export const decisionFaults = (): string[] => {
  const numbers = decisions.map((path) => /\/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1] ?? null)
  return decisions.flatMap((path, index) => {
    const text = textOf(path)
    return [
      ...(numbers[index] === null ? [`${path}: decisions are called NNNN-what-was-decided.md`] : []),
      ...(numbers.indexOf(numbers[index] ?? null) < index ? [`${path}: another decision has this number`] : []),
      ...(/^# \d{4} .+\n\n\d{4}-\d{2}-\d{2}/.test(text)
        ? []
        : [`${path} begins with its number and title, then the date`]),
      ...(text.split('\n').length > 60 ? [`${path} is longer than a page`] : []),
    ]
  })
}

/** Nothing in the repository knows the machine it was written on, or where that one gets its packages. */
export const machineTraces = (): string[] => {
  const shared = /^\/(tmp|var|srv|opt|usr|home|root|mnt|app|workspace)?$/
  const places = [root, dirname(root), homedir()].filter(
    (place) =>
      place.length > 1 &&
      !shared.test(place) &&
      !shared.test(dirname(place) === '/' && place === homedir() ? place : ''),
  )
  const texts = allPaths.filter((path) => !/\.(png|jpe?g|woff2?|eml|ico|gif|pdf)$/.test(path))
  return texts.flatMap((path) => {
    const text = textOf(path)
    return [
      ...places
        .filter((place) => text.includes(`${place}/`))
        .map((place) => `${path} names ${place}, a folder of this machine`),
      ...[...text.matchAll(/\/(?:home|Users)\/(?!node\b|lofte\b|[A-Z<$])\w+/g)].map(
        (match) => `${path}:${lineAt(text, match.index)} names ${match[0]}, a person's folder`,
      ),
      ...[...text.matchAll(/(?:registry\s*=\s*|"resolved":\s*")(https?:\/\/(?!registry\.npmjs\.org)[^\s"]+)/g)].map(
        (match) => `${path}:${lineAt(text, match.index)} names a registry of its own: ${match[1]}`,
      ),
    ]
  })
}
