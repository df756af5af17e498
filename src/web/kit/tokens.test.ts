import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')

/** The colours of a scheme, as `#rrggbb` by token. */
function scheme(name: 'light' | 'dark'): Record<string, string> {
  const block = new RegExp(`data-mantine-color-scheme=['"]${name}['"]\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? ''
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, token, hex]) => [token, hex]))
}

/** WCAG 2.2's relative luminance and contrast ratio. */
const luminance = (hex: string) => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (a: string, b: string) => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['paper', 'panel', 'sunk', 'hover']
const pairs: [ink: string, ground: string, least: number][] = [
  // The text of messages and notes: AAA.
  ...['paper', 'panel', 'linen'].map((ground): [string, string, number] => ['ink', ground, 7]),
  ...grounds.flatMap((ground): [string, string, number][] => [
    ['ink', ground, 4.5],
    ['ink-quiet', ground, 4.5],
    ['fjord', ground, 4.5],
    ['broken', ground, 4.5],
  ]),
  ...['kept', 'soon', 'waiting'].flatMap((ink): [string, string, number][] => [
    [ink, 'panel', 4.5],
    [ink, 'paper', 4.5],
  ]),
  ...['fjord', 'kept', 'soon', 'broken', 'waiting'].map((ink): [string, string, number] => [ink, `${ink}-wash`, 4.5]),
  ['ink', 'fjord-wash', 4.5],
  ['on-fjord', 'fjord', 4.5],
  ['on-fjord', 'fjord-deep', 4.5],
  ['on-broken', 'broken', 4.5],
  ['on-broken', 'broken-deep', 4.5],
  // The edges of fields (WCAG 1.4.11).
  ['line-firm', 'panel', 3],
  ['line-firm', 'paper', 3],
]

test.each(['light', 'dark'] as const)('everything can be read in the %s scheme', (name) => {
  const colours = scheme(name)
  const weak = pairs
    .map(([ink, ground, least]) => ({ ink, ground, least, is: contrast(colours[ink] ?? '', colours[ground] ?? '') }))
    .filter(({ is, least }) => !(is >= least))
    .map(({ ink, ground, least, is }) => `${ink} on ${ground}: ${is.toFixed(2)}, wants ${least}`)
  expect(weak).toEqual([])
})

test('both schemes name the same colours', () => {
  expect(Object.keys(scheme('light')).length).toBeGreaterThan(20)
  expect(Object.keys(scheme('dark'))).toEqual(Object.keys(scheme('light')))
})
