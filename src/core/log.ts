import { type Logger, pino } from 'pino'

export type Log = Logger

/**
 * JSON lines on stderr, so that stdout stays data. Fields are an allow-list by habit: ids, codes, counts and durations;
 * bodies, addresses and secrets never (the redaction below only catches slips).
 */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: ['password', 'token', 'secret', '*.password', '*.token', '*.secret', 'req.headers'],
        remove: true,
      },
    },
    pino.destination({ fd: 2, sync: true }),
  )
}

export const silentLog: Log = pino({ level: 'silent' })
