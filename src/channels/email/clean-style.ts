/** Inline styles that change how a mail's own text looks and nothing else: no place, no address, no size out of bounds. */

const COLOUR = /^(?:#[0-9a-f]{3,8}|[a-z]{3,30}|(?:rgb|hsl)a?\([\d\s.,%/]{1,60}\))$/i
// Up to four lengths; a minus sign is in none of them, so nothing can be pulled over its neighbours.
const LENGTH = /^(?:0|auto|(?:\d{1,4}(?:\.\d{1,4})?|\.\d{1,4})(?:px|pt|em|rem|ex|ch|cm|mm|in|%)?)$/i
const SIDES = '(?:-(?:top|right|bottom|left))?'
const LINE_STYLE = /^(?:none|hidden|solid|dotted|dashed|double|groove|ridge|inset|outset|thin|medium|thick)$/i
// Wide enough for any mail; a page-filling box would need more.
const MAX_LENGTH: Record<string, number> = { em: 100, rem: 100, ex: 200, ch: 400, '%': 100, cm: 50, mm: 500, in: 20 }
const MAX_PIXELS = 2000

export function isColour(value: string): boolean {
  return COLOUR.test(value.trim())
}

/** A legacy width, height or border: pixels or per cent. */
export function isSmallSize(value: string): boolean {
  const found = /^(\d{1,4})(?:px|(%))?$/.exec(value.trim())
  return found !== null && Number(found[1]) <= (found[2] === '%' ? 100 : MAX_PIXELS)
}

function isLength(value: string): boolean {
  if (!LENGTH.test(value)) return false
  const found = /^([\d.]+)([a-z%]*)$/i.exec(value)
  return found === null || Number(found[1]) <= (MAX_LENGTH[found[2]!.toLowerCase()] ?? MAX_PIXELS)
}

function every(check: (word: string) => boolean): (value: string) => boolean {
  return (value) => {
    const words = value.split(/\s+/)
    return words.length <= 4 && words.every(check)
  }
}

const isBorder = every((word) => isLength(word) || LINE_STYLE.test(word) || COLOUR.test(word))

const RULES: [RegExp, (value: string) => boolean][] = [
  [/^(?:color|background-color)$/, isColour],
  [/^(?:background)$/, isColour],
  [/^font-size$/, (value) => isLength(value) || /^(?:(?:x{1,2}-)?(?:small|large)|medium|smaller|larger)$/i.test(value)],
  [/^font-weight$/, (value) => /^(?:normal|bold|bolder|lighter|[1-9]00)$/i.test(value)],
  [/^font-style$/, (value) => /^(?:normal|italic|oblique)$/i.test(value)],
  [/^font-variant$/, (value) => /^(?:normal|small-caps)$/i.test(value)],
  [/^font-family$/, (value) => /^[\w\s,'"-]{1,200}$/.test(value)],
  [/^text-align$/, (value) => /^(?:left|right|center|justify|start|end)$/i.test(value)],
  [/^text-decoration(?:-line)?$/, (value) => /^(?:none|underline|overline|line-through)$/i.test(value)],
  [/^text-transform$/, (value) => /^(?:none|uppercase|lowercase|capitalize)$/i.test(value)],
  [/^text-indent$/, isLength],
  [/^(?:line-height|letter-spacing)$/, (value) => value === 'normal' || isLength(value)],
  [new RegExp(`^(?:margin|padding)${SIDES}$`), every(isLength)],
  [new RegExp(`^border${SIDES}(?:-(?:width|style|color))?$`), isBorder],
  [/^border-(?:collapse|spacing)$/, (value) => /^(?:collapse|separate)$/i.test(value) || every(isLength)(value)],
  [/^border(?:-(?:top|bottom)-(?:left|right))?-radius$/, every(isLength)],
  [/^(?:(?:max|min)-)?(?:width|height)$/, isLength],
  [
    /^list-style(?:-type)?$/,
    (value) => /^(?:none|disc|circle|square|decimal|(?:lower|upper)-(?:alpha|roman|latin))$/i.test(value),
  ],
  [/^vertical-align$/, (value) => /^(?:top|middle|bottom|baseline|sub|super|text-top|text-bottom)$/i.test(value)],
  [/^white-space$/, (value) => /^(?:normal|nowrap|pre|pre-wrap|pre-line)$/i.test(value)],
  // Newsletters hide their preview line this way; shown, it would stand above every one of them.
  [/^display$/, (value) => /^(?:none|block|inline|inline-block)$/i.test(value)],
]

const MAX_STYLE = 4000

/** The declarations that are on the list, written anew as `name:value` joined by `;`; '' when none is. */
export function cleanStyle(style: string): string {
  // Escapes, comments and at-rules have no place in a style attribute and are how filters are passed.
  if (style.length > MAX_STYLE || /[\\@<{}]|\/\*/.test(style)) return ''
  const kept: string[] = []
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':')
    if (colon < 0) continue
    const name = declaration.slice(0, colon).trim().toLowerCase()
    const value = declaration
      .slice(colon + 1)
      .replace(/!\s*important\s*$/i, '')
      .trim()
    const rule = RULES.find(([pattern]) => pattern.test(name))
    // The background shorthand is only taken as a colour, so it is written as one.
    if (rule?.[1](value)) kept.push(`${name === 'background' ? 'background-color' : name}:${value}`)
  }
  return kept.join(';')
}
