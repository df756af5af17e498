import { UnreadableMail } from '../../channels/email/parsed-mail.ts'
import type { ReadingPool } from '../../channels/email/read/reading-pool.ts'
import { detectLanguage } from '../language/detect-language.ts'

/**
 * A mail as `lofte mail parse` prints it (INTERFACES.md): read in a worker, as live mail is, so that no mail can take the
 * command down.
 * @throws UnreadableMail with its reason in words, for what would be quarantined.
 */
export async function printMail(pool: ReadingPool, raw: Buffer): Promise<object> {
  try {
    const { mail } = await pool.read(raw)
    const { signals, bounce, ...shown } = mail
    const language = detectLanguage(mail.newText || mail.text || mail.subject).language
    return {
      ...shown,
      language,
      bounce: bounce && {
        recipients: bounce.recipients,
        delayed: bounce.delayed,
        originalMessageId: bounce.originalMessageId,
      },
      protection: signals.protection,
      calendar: signals.calendar,
    }
  } catch (error) {
    if (error instanceof UnreadableMail) throw error
    throw new Error('This mail could not be read.', { cause: error })
  }
}
