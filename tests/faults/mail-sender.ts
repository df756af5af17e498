import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Dice } from './dice.ts'
import { handOver, type Letter } from './hand-over.ts'
import { writeLetter } from './letters.ts'

export interface Sender {
  /** Every mail the desk said yes to, by the SHA-256 of its bytes. */
  accepted: Map<string, Letter>
  /** Tries that ended without a yes; each was made again with the same bytes, as mail servers do. */
  retries(): number
  /** Mails refused for good (5xx), in words: there should be none. */
  refused: string[]
  /** Writes no more, and resolves when everything written has been accepted. */
  finish(): Promise<void>
}

/** The outside: people's mail servers, writing `perSecond` mails in all and giving up on none. */
export function startSender(port: number, dice: Dice, perSecond: number): Sender {
  const accepted = new Map<string, Letter>()
  const refused: string[] = []
  const waiting: Letter[] = []
  let written = 0
  let retries = 0
  let writing = true
  const pen = setInterval(() => {
    // While the desk is down there are enough who knock.
    if (waiting.length < perSecond) waiting.push(writeLetter(written++, dice))
  }, 1000 / perSecond)

  const carry = async (letter: Letter): Promise<void> => {
    for (;;) {
      const code = await handOver(port, letter).catch(() => null)
      if (code === 250) {
        accepted.set(createHash('sha256').update(letter.raw).digest('hex'), letter)
        return
      }
      if (code !== null && code >= 500) {
        refused.push(`${code} ${letter.raw.subarray(0, 200).toString()}`)
        return
      }
      retries++
      await pause(100)
    }
  }
  const carriers = Array.from({ length: 12 }, async () => {
    for (;;) {
      const letter = waiting.shift()
      if (letter) await carry(letter)
      else if (writing) await pause(20)
      else return
    }
  })
  return {
    accepted,
    refused,
    retries: () => retries,
    async finish() {
      clearInterval(pen)
      writing = false
      await Promise.all(carriers)
    },
  }
}
