import { compile, type FormatCallback } from 'html-to-text'
import sanitizeHtml from 'sanitize-html'
import { cleanStyle, isColour, isSmallSize } from './clean-style.ts'
import { isTooMuch, stripTags, tidyLines } from './strip-tags.ts'

export interface CleanHtmlOptions {
  /** Put before ids, names and in-page links, so that a mail can't take the place of an element of the page. */
  prefix?: string
  /** Content-Location of a part to its Content-ID: pictures named that way become `cid:` pictures. */
  locations?: ReadonlyMap<string, string>
}

/** Above this, HTML is not shown as such: cleaning it would cost seconds, and no person wrote it. */
export const MAX_HTML_LENGTH = 2 * 1024 * 1024

const TEXT_TAGS = [
  ...['a', 'abbr', 'address', 'b', 'bdi', 'bdo', 'big', 'blockquote', 'br', 'center', 'cite', 'code', 'dd', 'del'],
  ...['dfn', 'div', 'dl', 'dt', 'em', 'figcaption', 'figure', 'font', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
  ...['header', 'hr', 'i', 'img', 'ins', 'kbd', 'li', 'main', 'mark', 'ol', 'p', 'pre', 'q', 's', 'samp', 'section'],
  ...['small', 'span', 'strike', 'strong', 'sub', 'sup', 'tt', 'u', 'ul', 'var', 'wbr'],
]
const TABLE_TAGS = ['table', 'caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th']
/** Their content is no text of the mail: it must not appear when the tag is taken away. */
const DROPPED_WITH_CONTENT = [
  ...['script', 'style', 'title', 'textarea', 'option', 'select', 'xmp', 'noscript', 'noembed', 'noframes', 'iframe'],
  ...['object', 'applet', 'svg', 'math', 'video', 'audio', 'canvas', 'template'],
]
const LEGACY = ['align', 'valign', 'bgcolor', 'width', 'height', 'border', 'cellpadding', 'cellspacing', 'nowrap']
const MAX_NESTING = 200
// Cleaning writes end tags and entities out; far more than was read would be an attack on the reader.
const MAX_CLEANED = 2 * MAX_HTML_LENGTH
const MAX_QUOTE_LEVELS = 20

/** Attributes with the only values they may have; what has no entry here is checked elsewhere or dropped. */
const VALUES: Record<string, (value: string) => boolean> = {
  align: (value) => /^(?:left|right|center|justify|middle|top|bottom)$/i.test(value),
  valign: (value) => /^(?:top|middle|bottom|baseline)$/i.test(value),
  bgcolor: isColour,
  color: isColour,
  width: isSmallSize,
  height: isSmallSize,
  border: isSmallSize,
  cellpadding: isSmallSize,
  cellspacing: isSmallSize,
  colspan: (value) => /^\d{1,3}$/.test(value),
  rowspan: (value) => /^\d{1,3}$/.test(value),
  span: (value) => /^\d{1,3}$/.test(value),
  start: (value) => /^-?\d{1,6}$/.test(value),
  type: (value) => /^(?:[1aAiI]|disc|circle|square)$/.test(value),
  size: (value) => /^[+-]?[1-7]$/.test(value),
  face: (value) => /^[\w ,'-]{1,200}$/.test(value),
  dir: (value) => /^(?:ltr|rtl|auto)$/i.test(value),
  lang: (value) => /^[a-z]{1,8}(?:-[a-z0-9]{1,8}){0,4}$/i.test(value),
  nowrap: () => true,
}

/**
 * HTML of a mail that is safe to put into a page's frame: a tight allow-list of tags, attributes and styles,
 * nothing that runs, fetches, covers or styles anything outside itself. Pictures on other servers are kept as
 * `data-remote-src`, so that a person can choose to load them through a proxy; only `cid:` and data pictures show.
 * For HTML too large, with too many tags or nested too deeply the answer is ''; use htmlToPlainText for its text.
 */
export function cleanHtml(html: string, { prefix = 'm-', locations }: CleanHtmlOptions = {}): string {
  if (html.length > MAX_HTML_LENGTH || isTooMuch(html)) return ''
  const cleaned = sanitizeHtml(html, {
    allowedTags: [...TEXT_TAGS, ...TABLE_TAGS],
    nonTextTags: DROPPED_WITH_CONTENT,
    allowedAttributes: {
      '*': ['style', 'dir', 'lang', 'title', 'id', 'align', 'bgcolor'],
      a: ['href', 'name', 'target', 'rel'],
      img: ['src', 'data-remote-src', 'alt', 'width', 'height', 'border'],
      font: ['color', 'size', 'face'],
      ol: ['start', 'type'],
      ul: ['type'],
      li: ['type'],
      hr: ['width', 'size', 'color'],
      table: LEGACY,
      tr: LEGACY,
      td: [...LEGACY, 'colspan', 'rowspan'],
      th: [...LEGACY, 'colspan', 'rowspan'],
      col: [...LEGACY, 'span'],
      colgroup: [...LEGACY, 'span'],
    },
    // Checked by cleanAttributes, which knows more than a list of schemes; here once more as the second lock.
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['cid', 'data'] },
    allowProtocolRelative: false,
    parseStyleAttributes: false,
    nestingLimit: MAX_NESTING,
    transformTags: {
      '*': (tagName, attribs) => ({ tagName, attribs: cleanAttributes(tagName, attribs, prefix, locations) }),
    },
  })
  return cleaned.length > MAX_CLEANED ? '' : cleaned.toWellFormed()
}

function cleanAttributes(
  tag: string,
  given: Record<string, string>,
  prefix: string,
  locations: ReadonlyMap<string, string> | undefined,
): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(given)) {
    const allowed = Object.hasOwn(VALUES, name) ? VALUES[name] : undefined
    if (allowed?.(value.trim())) kept[name] = value.trim()
    else if (name === 'title' || name === 'alt') kept[name] = value.slice(0, 1000)
    else if (name === 'style') {
      const style = cleanStyle(value)
      if (style !== '') kept.style = style
    } else if ((name === 'id' || (name === 'name' && tag === 'a')) && value !== '') {
      kept[name] = prefix + fragment(value)
    }
  }
  if (tag === 'a') addLink(kept, given.href ?? '', prefix)
  if (tag === 'img') addPicture(kept, given.src ?? '', locations)
  return kept
}

function fragment(name: string): string {
  return name.replace(/[^\w.:-]/g, '_').slice(0, 200)
}

function addLink(kept: Record<string, string>, href: string, prefix: string): void {
  const url = withoutControls(href)
  if (url.startsWith('#') && url.length > 1) {
    kept.href = `#${prefix}${fragment(url.slice(1))}`
    return
  }
  if (!/^(?:https?:\/\/|mailto:|tel:)/i.test(url)) return
  kept.href = url
  kept.target = '_blank'
  kept.rel = 'noopener noreferrer nofollow'
}

function addPicture(
  kept: Record<string, string>,
  src: string,
  locations: ReadonlyMap<string, string> | undefined,
): void {
  const url = withoutControls(src)
  const contentId = locations?.get(url)
  if (contentId !== undefined) kept.src = `cid:${contentId}`
  else if (/^cid:[^\s"'<>]+$/i.test(url)) kept.src = `cid:${url.slice(4)}`
  else if (/^data:image\/(?:png|jpeg|gif|webp);base64,[a-z0-9+/=\s]+$/i.test(url)) kept.src = url
  else if (/^https?:\/\//i.test(url)) kept['data-remote-src'] = url
  else if (url.startsWith('//')) kept['data-remote-src'] = `https:${url}`
}

/** Browsers skip these inside an address, so a check that sees them is a check of another address. */
function withoutControls(url: string): string {
  return url.replace(/[\x00-\x1f\x7f]/g, '').trim()
}

let quoteLevel = 0

/** The library's own quotes each line once for each level: a thousand levels would make gigabytes. */
const quote: FormatCallback = (element, walk, builder) => {
  if (quoteLevel >= MAX_QUOTE_LEVELS) {
    walk(element.children, builder)
    return
  }
  quoteLevel++
  try {
    builder.openBlock({ leadingLineBreaks: 1, reservedLineLength: 2 })
    walk(element.children, builder)
    const blockTransform = (text: string) =>
      text
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n')
    builder.closeBlock({ trailingLineBreaks: 1, blockTransform })
  } finally {
    quoteLevel--
  }
}

/** Two cells of a row are two words. */
const cell: FormatCallback = (element, walk, builder) => {
  walk(element.children, builder)
  builder.addInline(' ')
}

const toText = compile({
  formatters: { quote, cell },
  wordwrap: false,
  decodeEntities: true,
  limits: { maxInputLength: MAX_CLEANED },
  selectors: [
    { selector: 'a', format: 'anchor', options: { linkBrackets: ['<', '>'], hideLinkHrefIfSameAsText: true } },
    { selector: 'a[href^="#"]', format: 'inline' },
    { selector: 'img', format: 'skip' },
    { selector: '[style*="display:none"]', format: 'skip' },
    { selector: 'blockquote', format: 'quote' },
    { selector: 'p', format: 'paragraph', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
      selector,
      format: 'heading',
      options: { uppercase: false },
    })),
    { selector: 'table', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'td', format: 'cell' },
    { selector: 'th', format: 'cell' },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'ul', format: 'unorderedList', options: { itemPrefix: '- ' } },
  ],
})

/** The readable text of HTML: links as `text <url>`, quotes as `> ` lines; no scripts, styles or hidden elements. */
export function htmlToPlainText(html: string): string {
  const cleaned = cleanHtml(html)
  return cleaned === '' ? stripTags(html) : cleanedToPlainText(cleaned)
}

/** The same for HTML that cleanHtml made. */
export function cleanedToPlainText(cleaned: string): string {
  return tidyLines(toText(cleaned).replace(/\u00a0/g, ' '))
}
