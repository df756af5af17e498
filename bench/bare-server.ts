import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import pg from 'pg'
import { bareStatements, type Facts } from './engine.ts'

/**
 * What any fastify + pg server could do at best: the bare statements behind HTTP, rows as they come. Run as a process of its
 * own: `bare-server.ts DATABASE_URL FACTS`, prints its port, ends with its parent.
 */
const [url = '', facts = '{}'] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: url, max: 12 })
const bare = bareStatements(JSON.parse(facts) as Facts)

const app = Fastify({ logger: false })
for (const [name, run] of Object.entries(bare)) {
  const answer = async () => {
    const client = await pool.connect()
    try {
      const { rows } = (await run(client as unknown as pg.Client)) as pg.QueryResult
      return { items: rows }
    } finally {
      client.release()
    }
  }
  if (name === 'list' || name === 'open') app.get(`/${name}`, answer)
  else app.post(`/${name}`, answer)
}
await app.listen({ port: 0, host: '127.0.0.1' })
process.stdout.write(`${(app.server.address() as AddressInfo).port}\n`)
process.stdin.on('end', () => process.exit(0)).resume()
