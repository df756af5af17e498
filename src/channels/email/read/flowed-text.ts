/**
 * Joins the soft-broken lines of format=flowed (RFC 3676 §4). Quote marks come out as "> " per level,
 * stuffed spaces are taken off. `deleteSpace` is DelSp=yes: the space before the line break is not text.
 */
export function joinFlowedLines(text: string, deleteSpace: boolean): string {
  const paragraphs: { depth: number; pieces: string[] }[] = []
  let open = false
  for (const line of text.split('\n')) {
    const depth = /^>*/.exec(line)![0].length
    const unstuffed = line[depth] === ' ' ? line.slice(depth + 1) : line.slice(depth)
    // The signature's "-- " ends in a space and is still a line of its own (§4.3).
    const isSignature = unstuffed === '-- '
    const flows = unstuffed.endsWith(' ') && !isSignature
    const content = flows && deleteSpace ? unstuffed.slice(0, -1) : unstuffed
    const last = paragraphs.at(-1)
    // A paragraph that changes its quote depth in the middle is a mistake of its writer, not one paragraph (§4.5).
    if (open && last !== undefined && last.depth === depth && !isSignature) last.pieces.push(content)
    else paragraphs.push({ depth, pieces: [content] })
    open = flows
  }
  return paragraphs
    .map(({ depth, pieces }) => {
      const joined = pieces.join('')
      return depth === 0 ? joined : `${'>'.repeat(depth)} ${joined}`
    })
    .join('\n')
}
