/**
 * What foreign HTML (a customer's mail) is drawn on. It was written for white paper and brings inks of its own, so the sheet
 * is white in the dark scheme too. Kept here because a framed document can't use the variables of tokens.css.
 */
export const whiteSheet = `
:root { color-scheme: light }
body { margin: 0; padding: 16px; overflow-wrap: anywhere; background: #fff; color: #1c2426;
  font: 15px/1.55 'Inter Variable', system-ui, 'Segoe UI', sans-serif }
body > :first-child { margin-top: 0 }
body > :last-child { margin-bottom: 0 }
img { max-width: 100%; height: auto }
img[data-remote-src]:not([src]) { min-width: 12px; min-height: 12px; max-height: 64px; outline: 1px dashed #8a8f8c; outline-offset: -1px }
table { max-width: 100% }
blockquote { margin: 0 0 0 4px; padding-left: 12px; border-left: 2px solid #e6e3dc; color: #4a5558 }
pre { white-space: pre-wrap }
a { color: #1f5c5a }`

/** The page's own font faces as rules with whole addresses, for a framed document that has no style sheets of its own. */
export function ourFont(): string {
  return [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules].map((rule) => ({ rule, base: sheet.href ?? document.baseURI })))
    .filter(({ rule }) => rule instanceof CSSFontFaceRule)
    .map(({ rule, base }) =>
      rule.cssText.replace(/url\("([^"]+)"\)/g, (_, url: string) => `url("${new URL(url, base)}")`),
    )
    .join('')
}
