/**
 * What the wire says about itself while it works. The shape is pino's, so the desk's own logger fits.
 * Fields never hold mail content, passwords or tokens: only ids, counts, hosts and error messages.
 */
export interface WireLog {
  info(fields: Record<string, unknown>, message: string): void
  warn(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}

/** The words of whatever was thrown, for a log line or a reply. */
export function wordsOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
