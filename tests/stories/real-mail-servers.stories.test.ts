import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Dovecot, dovecotMissing, startDovecot } from '../../src/channels/email/wire/dovecot.testing.ts'
import { type Exim, eximMissing, startExim } from '../setup/exim.ts'
import { cast, openWorld, type World } from '../world.ts'

const missing = dovecotMissing ?? eximMissing
const patience = { timeout: 15_000, interval: 50 }

describe.skipIf(missing)(
  `with a mailbox in Dovecot and the customer’s mail in Exim${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    let dovecot: Dovecot
    let exim: Exim
    let world: World

    beforeAll(async () => {
      dovecot = (await startDovecot()) as Dovecot
      exim = await startExim()
      world = await openWorld({ works: true, env: { smtpUrl: `smtp://127.0.0.1:${exim.port}` } })
      const connected = await world.as('kari').patch(`/inboxes/${world.inboxId}`, {
        imap: { host: '127.0.0.1', port: dovecot.port, secure: 'none', user: dovecot.user, secret: dovecot.password },
      })
      expect(connected.status).toBe(200)
      expect(JSON.stringify(connected.body)).not.toContain(dovecot.password)
    })
    afterAll(async () => {
      await world?.close()
      await exim?.stop()
      await dovecot?.stop()
    })

    const header = (mail: string, name: string) =>
      new RegExp(`^${name}:((?:.|\\r?\\n[ \\t])*)`, 'im')
        .exec(mail)?.[1]
        ?.replace(/\r?\n[ \t]+/g, ' ')
        .trim() ?? ''

    test('a mail is fetched, answered, and the answer lies in the right thread at the other end; so does the next', async () => {
      const today = new Date().toUTCString()
      await dovecot.deliver(
        [
          'From: =?utf-8?Q?S=C3=B8ren_Kj=C3=A6r?= <soren@kunde.example>',
          `To: ${cast.support}`,
          'Subject: =?iso-8859-1?Q?M=E5leren_st=E5r_stille?=',
          `Date: ${today}`,
          'Message-ID: <first.one@kunde.example>',
          'Content-Type: text/plain; charset=iso-8859-1',
          'Content-Transfer-Encoding: quoted-printable',
          '',
          'Hej',
          '',
          'Min m=E5ler har st=E5et stille siden i g=E5r. Hvad g=F8r jeg?',
        ].join('\r\n'),
      )
      const kari = world.as('kari')
      const id = await vi.waitFor(async () => {
        const found = (await kari.get('/conversations')).body.items.find(
          (each: { subject: string }) => each.subject === 'Måleren står stille',
        )
        expect(found).toBeDefined()
        return found.id as string
      }, patience)
      await vi.waitFor(async () => expect((await dovecot.list())[0]?.flags).toContain('\\Seen'), patience)

      const reply = await kari.post(`/conversations/${id}/messages`, {
        kind: 'reply',
        text: 'Hej Søren\n\nVi kommer forbi i morgen kl. 9.',
      })
      expect(reply.status).toBe(201)
      const answer = await vi.waitFor(() => {
        const found = exim.delivered().find((mail) => !/^Auto-Submitted:/im.test(mail))
        expect(found).toBeDefined()
        return found as string
      }, patience)
      expect(header(answer, 'In-Reply-To')).toBe('<first.one@kunde.example>')
      expect(header(answer, 'References')).toBe('<first.one@kunde.example>')
      expect(header(answer, 'Auto-Submitted')).toBe('')
      await vi.waitFor(async () => {
        const messages = (await kari.get(`/conversations/${id}/messages`)).body.items
        expect(messages.find((each: { id: string }) => each.id === reply.body.id).delivery.state).toBe('sent')
      }, patience)
      expect((await kari.get(`/messages/${reply.body.id}/original`)).raw.toString()).toContain(
        header(answer, 'Message-ID'),
      )

      const acknowledgement = await vi.waitFor(() => {
        const found = exim.delivered().find((mail) => /^Auto-Submitted: auto-replied/im.test(mail))
        expect(found).toBeDefined()
        return found as string
      }, patience)
      expect(header(acknowledgement, 'Return-path')).toBe('<>')

      const replyTo = /<([^>]+)>/.exec(header(answer, 'Reply-To'))?.[1]
      await dovecot.deliver(
        [
          'From: soren@kunde.example',
          `To: ${replyTo}`,
          'Subject: Sv: noget helt andet',
          `Date: ${today}`,
          'Message-ID: <second.one@kunde.example>',
          '',
          'Tak, det passer fint.',
          '',
          'Den ons. 4. mar. 2026 kl. 10.12 skrev Nordlys Strøm <support@nordlys.example>:',
          '> Vi kommer forbi i morgen kl. 9.',
        ].join('\r\n'),
      )
      await vi.waitFor(async () => {
        const messages = (await kari.get(`/conversations/${id}/messages`)).body.items
        // A mailbox keeps the second a mail came in, not the moment: within one it may stand before our reply.
        expect(messages).toContainEqual(
          expect.objectContaining({ kind: 'customer', newText: 'Tak, det passer fint.', stranger: false }),
        )
      }, patience)
      expect((await kari.get('/conversations')).body.items).toHaveLength(1)
    })

    test('an address nobody has there: the refusal stands on the message, and its writer is told', async () => {
      const kari = world.as('kari')
      const opened = await kari.post('/conversations', {
        inboxId: world.inboxId,
        customer: { email: 'nobody@kunde.example' },
        subject: 'Aflæsning',
        text: 'Hej\n\nVi mangler din aflæsning.',
      })
      await vi.waitFor(async () => {
        const [message] = (await kari.get(`/conversations/${opened.body.id}/messages`)).body.items
        expect(message.delivery.state).toBe('failed')
        expect(message.delivery.detail).toContain('nobody@kunde.example')
      }, patience)
      const outgoing = (await kari.get('/outgoing')).body.items
      expect(outgoing.find((each: { kind: string }) => each.kind === 'notification')?.to).toEqual([cast.kari.email])
      expect((await kari.get(`/conversations/${opened.body.id}`)).body).toMatchObject({
        status: 'open',
        flags: ['delivery-failed'],
      })
    })
  },
)
