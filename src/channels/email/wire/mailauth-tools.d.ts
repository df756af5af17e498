/** The part of mailauth that has no types of its own: its rule for relaxed alignment, by the Public Suffix List. */
declare module 'mailauth/lib/tools.js' {
  const tools: {
    /** The first of `domains` that shares its organisational domain with `fromDomain`, or false (RFC 9989 §3.2.10.1). */
    getAlignment(fromDomain: string, domains: string[], strict?: boolean): { domain: string } | false
  }
  export default tools
}
