import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from '../../db/tables.ts'

export type Database = Kysely<DB>
/** The pool, or the transaction a command runs in. Commands never open one themselves. */
export type Db = Kysely<DB> | Transaction<DB>

// bigint counters (conversation numbers, sizes) are far below 2^53; as strings they would leak into JSON as strings.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export interface DatabasePool {
  db: Database
  /** The driver's own pool, for what is not a query: LISTEN, the job runner. */
  pool: pg.Pool
  close(): Promise<void>
}

/**
 * Opens a pool. A statement that runs longer than `statementSeconds` is ended by the server, so that one bad query
 * can't hold the desk; background work asks for longer.
 */
export function openDatabase(
  url: string,
  {
    size = 12,
    statementSeconds = 15,
    onError,
  }: { size?: number; statementSeconds?: number; onError?: (error: Error) => void } = {},
): DatabasePool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: statementSeconds * 1000,
    // A transaction whose process hangs must not hold row locks for ever.
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'lofte',
  })
  // Without a listener a dropped idle connection (database restart) would end the process.
  pool.on('error', (error) => onError?.(error))
  // And a connection in somebody's hand may break too: whoever holds it gets the failure from their query.
  pool.on('connect', (client) => client.on('error', () => undefined))
  pool.on('connect', prepareStatements)
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}

/** Put into a statement whose best plan depends on its values: PostgreSQL then looks at them each time. */
export const planAnew = sql.raw('/* plan anew */')

const preparedAtMost = 500
const names = new Map<string, string>()

/**
 * Gives each statement a name by its text, so that PostgreSQL parses and plans it once a connection instead of once a call:
 * for the short statements of a desk that is more than half of its work. Texts beyond the bound go unnamed.
 */
function prepareStatements(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown
  const named = (text: unknown, values?: unknown, ...rest: unknown[]): unknown => {
    if (typeof text !== 'string' || !Array.isArray(values) || rest.length > 0) return query(text, values, ...rest)
    let name = names.get(text)
    if (name === undefined && names.size < preparedAtMost && !text.includes('/* plan anew */')) {
      name = `p${names.size}`
      names.set(text, name)
    }
    return query(name === undefined ? { text, values } : { name, text, values })
  }
  client.query = named as typeof client.query
}
