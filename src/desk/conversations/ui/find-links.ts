export type Piece = { text: string; href?: string }

const link = /\bhttps?:\/\/[^\s<>"'`{}|\\^]+|\bwww\.[^\s<>"'`{}|\\^]+\.[^\s<>"'`{}|\\^]+/gi

/** Plain words cut into text and links; only http(s) leads anywhere. A sentence's own full stop is not part of its link. */
export function findLinks(text: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const found of text.matchAll(link)) {
    const shown = withoutTail(found[0])
    if (found.index > end) pieces.push({ text: text.slice(end, found.index) })
    pieces.push({ text: shown, href: /^www\./i.test(shown) ? `https://${shown}` : shown })
    end = found.index + shown.length
  }
  if (end < text.length) pieces.push({ text: text.slice(end) })
  return pieces
}

function withoutTail(address: string): string {
  let shown = address.replace(/[.,;:!?…]+$/, '')
  // "(see https://example.com/a_(b))": a bracket belongs to the link only when it was opened within it.
  while (shown.endsWith(')') && shown.split(')').length > shown.split('(').length) shown = shown.slice(0, -1)
  return shown
}
