import { impurityOf, isPrivate, isRuleFile, isTop, isUi, nodeIn, product, sliceOf, sliceOrder } from './places.ts'
import { exists, type Import, type Source, sourceAt } from './source-tree.ts'

type Layer = 'core' | 'channels' | 'desk' | 'web' | 'top'
/** Each layer stands on those named with it. */
const standsOn: Record<Layer, readonly Layer[]> = {
  core: ['core'],
  channels: ['core', 'channels'],
  desk: ['core', 'channels', 'desk'],
  web: ['core', 'desk', 'web'],
  top: ['core', 'channels', 'desk', 'web', 'top'],
}

function layerOf(path: string): Layer | null {
  if (isTop(path)) return 'top'
  return (/^src\/(core|channels|desk|web)\//.exec(path)?.[1] as Layer | undefined) ?? null
}

const each = (judge: (source: Source, imported: Import) => string | null): string[] =>
  product.flatMap((source) =>
    source.imports
      .filter(({ ours }) => ours)
      .map((imported) => {
        const fault = judge(source, imported)
        return fault === null ? null : `${source.path}:${imported.line} imports ${imported.target}: ${fault}`
      })
      .filter((fault) => fault !== null),
  )

export const brokenPaths = (): string[] =>
  each((_, { target }) => (exists(target) || /^dist\//.test(target) ? null : 'there is no such file'))

export const againstTheDirection = (): string[] =>
  each(({ path }, { target, typeOnly }) => {
    const from = layerOf(path)
    if (from === null)
      return 'src/ has core, channels, desk and web; only programs that put the house together lie beside them'
    // What the rows look like lies beside the migrations it is made from.
    if (target === 'db/tables.ts')
      return typeOnly && (from === 'core' || from === 'desk')
        ? null
        : 'the types of rows are for the queries of core and desk'
    const to = layerOf(target)
    if (to === null) return 'src/ imports only src/'
    // A slice's screen parts stand on the kit; the slice itself knows of no screens.
    if (isUi(path) && target.startsWith('src/web/kit/')) return null
    if (standsOn[from].includes(to)) return null
    if (to === 'desk')
      return `${from} knows nothing of the product: hand it in as an argument, from src/serve.ts or the slice`
    if (to === 'top') return 'only programs that put the house together import each other'
    return `${from} may not know ${to}: the direction is core ← channels ← desk ← web`
  })

export const betweenSlices = (): string[] =>
  each((source, { target }) => {
    const from = sliceOf(source.path)
    const to = sliceOf(target)
    if (from === null || to === null || from === to || isUi(source.path)) return null
    if (isUi(target)) return 'screens belong to the browser; what both need is a rule file or the contract'
    if (sliceOrder.indexOf(to) > sliceOrder.indexOf(from))
      return `${to} stands below ${from} in src/slices.ts: send an event and let ${to} react (reactions.ts), or move what both need up`
    if (isPrivate(target))
      return `only contract, queries, rules and commands of ${to} cross the wall; what you need of this belongs in one of them`
    return null
  })

/** What a screen part of a slice may stand on. */
export const ofScreens = (): string[] =>
  each((source, { target }) => {
    if (!isUi(source.path)) return null
    const own = sliceOf(source.path)
    if (target.startsWith('src/web/kit/')) return null
    if (/^src\/core\/(contract|texts)\.ts$/.test(target)) return null
    if (target.startsWith('src/core/')) return 'of core a screen may use contract.ts and texts.ts only'
    if (isUi(target)) {
      if (sliceOf(target) === own) return null
      return "another slice's screen part: compose the two in src/web/<program>/screens, or move the part to src/web/kit"
    }
    const slice = sliceOf(target)
    if (slice === null) return 'a screen part uses contracts, rule files, its own ui/ and src/web/kit'
    if (slice !== own && sliceOrder.indexOf(slice) > sliceOrder.indexOf(own ?? ''))
      return `${slice} stands below ${own} in src/slices.ts`
    if (target.endsWith('/contract.ts')) return null
    const file = sourceAt(target)
    if (!file || !isRuleFile(file)) return 'only contracts and rule files of a slice run in a browser'
    const node = nodeIn(target)
    return node === null ? null : `this rule file brings ${node} to the browser; move the rule to a file of its own`
  })

/** The browser programs see of a slice what crosses its wall, and its screen parts. */
export const ofPrograms = (): string[] =>
  each((source, { target }) => {
    if (!source.path.startsWith('src/web/')) return null
    if (target.startsWith('src/core/'))
      return /^src\/core\/(contract|texts)\.ts$/.test(target) || source.path.startsWith('src/web/kit/build/')
        ? null
        : 'of core a browser may use contract.ts and texts.ts only'
    if (sliceOf(target) === null) return null
    if (source.path.startsWith('src/web/kit/') && isUi(target))
      return 'the kit knows no slice: hand the part in, or compose it in a screen'
    if (isUi(target) || target.endsWith('/contract.ts')) return null
    const file = sourceAt(target)
    if (file && isRuleFile(file) && nodeIn(target) === null) return null
    return 'a screen sees contracts, pure rule files and ui/ of a slice'
  })

export const impureRules = (): string[] =>
  product
    .filter(isRuleFile)
    .map(({ path }) => ({ path, why: impurityOf(path) }))
    .filter(({ why }) => why !== null)
    .map(
      ({ path, why }) =>
        `${path} takes no ctx, so it states rules, but it reaches ${why}: hand in what it needs, or make it a command or a query that takes ctx first`,
    )
