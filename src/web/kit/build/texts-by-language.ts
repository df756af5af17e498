import { glob, stat } from 'node:fs/promises'
import { relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import type { Texts } from '../../../core/texts.ts'

const isTexts = (file: string) => /\/(ui|words)\/([a-z-]+-)?texts\.ts$/.test(file)
const ofLanguage = /^(.*texts\.ts)\?language=(\w\w)$/
const allOfLanguage = /^\0?virtual:texts\/(\w\w)$/

/** Reads a texts file by running it: Node strips its types. The query makes an edited file be read anew. */
export async function readTexts(file: string): Promise<Texts> {
  const { mtimeMs } = await stat(file)
  const module = (await import(`${pathToFileURL(file).href}?at=${mtimeMs}`)) as { texts?: Texts }
  if (!module.texts) throw new Error(`${file} exports no texts`)
  return module.texts
}

/** Every texts file of the browser programs below `source`, sorted. */
export async function textFiles(source: string): Promise<string[]> {
  const found: string[] = []
  for await (const name of glob(['desk/*/ui/*texts.ts', 'web/*/words/*texts.ts'], { cwd: source }))
    found.push(`${source}/${name}`)
  return found.sort()
}

/**
 * Slices write their texts in four languages side by side; a browser gets one. A table imported by a screen becomes a
 * name; `virtual:texts/da` holds the Danish of every table by that name and is its own chunk, loaded before the first
 * render.
 */
export function textsByLanguage(source: string): Plugin {
  const nameOf = (file: string) => relative(source, file).replace(/\.ts$/, '')
  return {
    name: 'texts-by-language',
    enforce: 'pre',
    resolveId(id) {
      if (allOfLanguage.test(id)) return `\0${id}`
      if (ofLanguage.test(id)) return id
      return null
    },
    async load(id) {
      const all = allOfLanguage.exec(id)
      if (all) {
        const files = await textFiles(source)
        const imports = files.map((file, at) => `import t${at} from ${JSON.stringify(`${file}?language=${all[1]}`)}`)
        const entries = files.map((file, at) => `${JSON.stringify(nameOf(file))}: t${at}`)
        return `${imports.join('\n')}\nexport default { ${entries.join(', ')} }`
      }
      const one = ofLanguage.exec(id)
      if (one) {
        const [, file = '', language = ''] = one
        this.addWatchFile(file)
        const texts = await readTexts(file)
        const chosen = Object.entries(texts).map(([key, text]) => [key, text[language as keyof typeof text]])
        return `export default ${JSON.stringify(Object.fromEntries(chosen))}`
      }
      if (isTexts(id)) return `export const texts = ${JSON.stringify({ textsOf: nameOf(id) })}`
      return null
    },
  }
}
