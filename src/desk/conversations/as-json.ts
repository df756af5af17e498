/** JSON that PostgreSQL takes: a lone surrogate, as cutting an emoji in two leaves behind, becomes U+FFFD (RFC 8259 §8.2). */
export function asJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? part.toWellFormed() : part))
}
