import type { AuthenticationFailure, ImapFlowError } from 'imapflow/lib/errors.js'
import { NotNow } from '../../channel.ts'
import { type ImapAccount, SignInLapsed } from './imap-connection.ts'

export type ImapProblemCode =
  | 'password'
  | 'sign-in-needed'
  | 'tls'
  | 'dns'
  | 'unreachable'
  | 'silent'
  | 'folder'
  | 'desk'
  | 'server'

export interface ImapProblem {
  problem: ImapProblemCode
  words: string
}

/** A folder of the account is not on the server. */
export class NoSuchFolder extends Error {
  readonly folder: string
  constructor(folder: string) {
    super(`There is no folder called “${folder}” in the mailbox`)
    this.name = 'NoSuchFolder'
    this.folder = folder
  }
}

/** Providers that take no passwords over IMAP, by host, and the words in which servers say so. */
const TOKEN_ONLY_HOST =
  /(?:^|\.)(?:outlook\.office365\.com|outlook\.office\.com|imap-mail\.outlook\.com|outlook\.com)$/i
const TOKEN_ONLY_WORDS = /basic ?auth|application-specific|app password|web ?login|oauth|LOGINDISABLED/i

/** What went wrong with a mailbox, for the person who set it up. Never repeats a password or token. */
export function imapProblem(thrown: unknown, account: ImapAccount): ImapProblem {
  if (thrown instanceof NoSuchFolder) return { problem: 'folder', words: thrown.message }
  if (thrown instanceof NotNow) {
    return { problem: 'desk', words: `The mail stays on its server for now: ${thrown.message}` }
  }
  if (thrown instanceof SignInLapsed) {
    return { problem: 'sign-in-needed', words: 'The mailbox must be connected again: its sign-in has lapsed' }
  }
  const error = (thrown instanceof Error ? thrown : new Error(String(thrown))) as ImapFlowError
  const code = `${error.code ?? ''} ${error._err?.message ?? ''}`
  const said = `${error.responseText ?? ''} ${(error as AuthenticationFailure).response ?? ''} ${error.message}`
  if (error.authenticationFailed) {
    if ('accessToken' in account.auth) {
      return {
        problem: 'sign-in-needed',
        words: 'The mailbox must be connected again: the provider refuses our access',
      }
    }
    if (TOKEN_ONLY_HOST.test(account.host) || TOKEN_ONLY_WORDS.test(said)) {
      return { problem: 'sign-in-needed', words: 'This provider takes no plain password here: sign in with it instead' }
    }
    return { problem: 'password', words: 'The mail server does not accept the user name and password' }
  }
  if (/ENOTFOUND|EAI_AGAIN/.test(code)) {
    return { problem: 'dns', words: `There is no server called ${account.host}: is the name spelled right?` }
  }
  if (
    error.tlsFailed ||
    /CERT|SSL|TLS|UPGRADE_TIMEOUT|self.signed|certificate|wrong version/i.test(`${code} ${said}`)
  ) {
    return { problem: 'tls', words: `No safe (TLS) connection to ${account.host}: ${error.message.slice(0, 200)}` }
  }
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/.test(code)) {
    return { problem: 'unreachable', words: `Nothing answers at ${account.host}, port ${account.port}` }
  }
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return { problem: 'silent', words: `${account.host} does not answer in time` }
  if (/NoConnection|EConnectionClosed|ECONNRESET|EPIPE|ClosedAfter/.test(code)) {
    return { problem: 'unreachable', words: `The connection to ${account.host} broke` }
  }
  const words = `The mail server answered: ${(error.responseText ?? error.message).slice(0, 300)}`
  return { problem: 'server', words }
}
