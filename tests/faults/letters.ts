import { randomBytes } from 'node:crypto'
import type { Dice } from './dice.ts'
import type { Letter } from './hand-over.ts'

export const support = 'support@nordlys.example'

/** Mail no two of which are the same: plain, with a picture, to a thread, and now and then one that can't be read. */
export function writeLetter(number: number, dice: Dice): Letter {
  const customer = dice.upTo(400)
  const sender = `kunde${customer}@kunde.example`
  const id = `${number}.${dice.upTo(2 ** 32).toString(36)}@kunde.example`
  const head = [
    `From: Kunde ${customer} <${sender}>`,
    `To: Nordlys <${support}>`,
    `Subject: Sag ${number}`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${id}>`,
    'MIME-Version: 1.0',
  ]
  const words = `Hej, det er henvendelse ${number}. Strømmen er væk på Åsgade ${dice.upTo(900)}.\r\n.\r\n..prikker\r\nMvh\r\n`
  const parts = dice.onceIn(40) ? tooManyParts() : dice.onceIn(4) ? withPicture(words, dice) : plain(words)
  return { sender, recipient: support, raw: Buffer.from([...head, ...parts].join('\r\n')) }
}

const plain = (words: string) => [
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
  '',
  words,
]

function withPicture(words: string, dice: Dice): string[] {
  const picture = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(1000 + dice.upTo(20_000))])
  return [
    'Content-Type: multipart/mixed; boundary=graense',
    '',
    '--graense',
    ...plain(words),
    '--graense',
    'Content-Type: image/png; name=maaler.png',
    'Content-Disposition: attachment; filename=maaler.png',
    'Content-Transfer-Encoding: base64',
    '',
    ...(picture.toString('base64').match(/.{1,76}/g) ?? []),
    '--graense--',
    '',
  ]
}

/** More than the desk reads: belongs in the quarantine, where everybody sees it. */
const tooManyParts = () => [
  'Content-Type: multipart/mixed; boundary=g',
  '',
  ...Array.from({ length: 1100 }, (_, at) => `--g\r\n\r\n${at}`),
  '--g--',
  '',
]
