import type { SMTPConnection } from 'smtp-server/lib/smtp-connection.js'

type Parser = Exclude<SMTPConnection['_parser'], false>

const CR = 0x0d
const LF = 0x0a

/**
 * Where the first bare CR or bare LF stands in `chunk`; -1 when every line ends with CRLF so far.
 * `afterCr` says whether the byte before the chunk was a CR that still waits for its LF.
 */
export function findBareLineEnding(chunk: Uint8Array, afterCr: boolean): number {
  if (chunk.length === 0) return -1
  if (afterCr && chunk[0] !== LF) return 0
  let at = afterCr ? 1 : 0
  while (at < chunk.length) {
    const lf = chunk.indexOf(LF, at)
    const cr = chunk.indexOf(CR, at)
    if (cr === -1 && lf === -1) return -1
    if (cr === -1 || (lf !== -1 && lf < cr)) return lf
    // A CR as the very last byte is judged by the first byte of the next chunk.
    if (cr === chunk.length - 1) return -1
    if (chunk[cr + 1] !== LF) return cr
    at = cr + 2
  }
  return -1
}

/**
 * Lets only CRLF through to the command parser of one connection, before and after STARTTLS, in commands and in
 * DATA alike (RFC 5321 §2.3.8: CR and LF must not be sent except together as a line ending). Without this,
 * `<LF>.<CRLF>` and its relatives mean "end of mail" to one server and "a line with a dot" to the next, and a
 * second, forged mail rides in behind the first (SMTP smuggling, CVE-2023-51764). smtp-server accepts a bare LF.
 *
 * Everything before the offence is processed as usual, so a rightly ended mail in front of it keeps its answer no
 * matter how the network cut the stream into chunks; nothing after it is looked at. `refuse` is called once.
 */
export function demandCrlf(connection: SMTPConnection, refuse: () => void): void {
  let refused = false
  const refuseOnce = () => {
    if (!refused) refuse()
    refused = true
  }
  const watch = (parser: Parser): Parser => {
    const write = parser.write
    let afterCr = false
    let stopped = false
    const watchedWrite = (chunk: Uint8Array, ...rest: unknown[]): boolean => {
      if (stopped) return true
      const bare = findBareLineEnding(chunk, afterCr)
      if (bare === -1) {
        if (chunk.length > 0) afterCr = chunk[chunk.length - 1] === CR
        return Reflect.apply(write, parser, [chunk, ...rest])
      }
      stopped = true
      return Reflect.apply(write, parser, [chunk.subarray(0, bare), refuseOnce])
    }
    parser.write = watchedWrite as Parser['write']
    return parser
  }
  // STARTTLS retires the parser and asks for a new one, which must be watched as well.
  const createParser = connection._createParser
  connection._createParser = () => watch(Reflect.apply(createParser, connection, []))
  if (connection._parser) watch(connection._parser)
}
