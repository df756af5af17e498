import { afterEach, beforeEach, expect, test } from 'vitest'
import { classifyMail } from './classify-mail.ts'
import { findForwarded } from './forwarded.ts'
import { splitNewText } from './new-text.ts'

// Counts what the regular expressions are given instead of reading a clock: their work is bounded when each sees little
// text, and linear when all of it together grows no faster than the mail.
const untouched = RegExp.prototype.exec
let given = 0
let longest = 0
beforeEach(() => {
  given = 0
  longest = 0
  RegExp.prototype.exec = function (text: string) {
    given += text.length + 1
    longest = Math.max(longest, text.length)
    return untouched.call(this, text)
  }
})
afterEach(() => {
  RegExp.prototype.exec = untouched
})

const hostile: Record<string, string> = {
  'quote marks': '> > > a\n',
  'attributions without a quotation': 'Den 4. mar. 2026 kl. 10.12 skrev X:\n> a\n',
  'half attributions': 'On 4 Mar 2026 at 10:12 X wrote\n',
  'weak attributions': 'Kari skrev:\n\n',
  'header labels': 'Fra: a@b.example\n',
  'header blocks': 'Fra: a@b.example\nSendt: i går\nTil: b\n\n',
  closings: 'Mvh\nKari\n',
  delimiters: '-- \n',
  rules: '________________\n\n',
  'one endless line': 'a@b <c@d [mailto:'.repeat(10),
  'blank lines': '\n \n\t\n',
  footers: 'Denne e-posten kan inneholde\n',
  arrows: 'tekst\n>1\n',
}

test.each(Object.entries(hostile))('%s: twice the mail is at most twice the work, in small pieces', (_, piece) => {
  const work = (length: number) => {
    given = 0
    const text = piece.repeat(Math.ceil(length / piece.length))
    splitNewText({ text, html: `<blockquote type="cite">${text}</blockquote>` })
    findForwarded({ text, html: '', subject: 'VS: x', attachedMessages: [] })
    classifyMail({
      headers: new Map([
        ['x-failed-recipients', [text]],
        ['return-path', [text]],
        ['reply-to', [text]],
        ['to', [text]],
      ]),
      from: { name: text, address: `${text}@x` },
      subject: text,
      text,
      contentType: `multipart/report; ${text}`,
      parts: [{ mediaType: 'message/delivery-status', text }],
      returnPath: '',
    })
    return given
  }
  const small = work(30_000)
  const large = work(60_000)
  expect(large).toBeLessThan(small * 2.2 + 20_000)
  expect(longest).toBeLessThanOrEqual(2000)
})
