import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { commonRefusals, refuse } from '../../core/refusal.ts'

/** OWASP's floor for Argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 }
/** Argon2 runs on the thread pool that files and name look-ups share, and takes its memory at once: two at a time leave the desk room. */
const atOnce = 2
const queueAtMost = 100

let running = 0
const queue: (() => void)[] = []

/** Hashes a new password: Argon2id in PHC form (`$argon2id$v=19$m=…,t=…,p=…$salt$hash`). */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const hash = await derive(password, { ...cost, nonce, tagLength: 32 })
  const { memory, passes, parallelism } = cost
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${bare(nonce)}$${bare(hash)}`
}

/**
 * Whether this is the password. Without a hash (nobody with that e-mail, or no password chosen) it takes the same time and
 * says no, so that its duration tells nobody who works here.
 */
export async function isPassword(password: string, phc: string | null): Promise<boolean> {
  const known = phc === null ? null : readPhc(phc)
  if (!known) {
    await derive(password, { ...cost, nonce: randomBytes(16), tagLength: 32 })
    return false
  }
  const { hash, ...parameters } = known
  return timingSafeEqual(await derive(password, { ...parameters, tagLength: hash.length }), hash)
}

function readPhc(phc: string) {
  const found = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([\w+/]{11,86})\$([\w+/]{22,172})$/.exec(phc)
  if (!found) return null
  const [, memory, passes, parallelism, nonce = '', hash = ''] = found
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    nonce: Buffer.from(nonce, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  }
}

const bare = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')

async function derive(password: string, parameters: Omit<Argon2Parameters, 'message'>): Promise<Buffer> {
  if (running < atOnce) running += 1
  else {
    if (queue.length >= queueAtMost) throw refuse(commonRefusals, 'not_now')
    await new Promise<void>((resolve) => queue.push(resolve))
  }
  try {
    // Keyboards write å as one character or as two; both are the same password (NIST SP 800-63B §3.1.1.2).
    const message = password.normalize('NFKC')
    return await new Promise((resolve, reject) =>
      argon2('argon2id', { ...parameters, message }, (error, hash) => (error ? reject(error) : resolve(hash))),
    )
  } finally {
    // The place passes straight to the next in the queue, so that nobody can slip in between.
    const next = queue.shift()
    if (next) next()
    else running -= 1
  }
}
