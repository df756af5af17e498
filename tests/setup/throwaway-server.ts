import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../../src/core/embedded-postgres.ts'
import { readPostmaster } from '../../src/core/postmaster.ts'

/**
 * An embedded PostgreSQL on a folder of its own: not durable, hence fast. It ends with `stop()`, or with this process, however
 * that goes.
 */
export async function startThrowawayServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'lofte-test-'))
  const server = await startEmbedded({ dataFolder, log: () => undefined, throwaway: true })
  const cluster = join(dataFolder, 'postgres/cluster')
  const running = await readPostmaster(cluster)
  // Ends PostgreSQL when this process goes away, however it goes: the pipe closes with it. Ctrl-C must not reach it first.
  const guard = spawn(
    '/bin/sh',
    [
      '-c',
      'read -r _; kill -QUIT "$1" 2>/dev/null; while kill -0 "$1" 2>/dev/null; do sleep 0.1; done; rm -rf "$2"',
      'guard',
      String(running?.pid),
      dataFolder,
    ],
    { stdio: ['pipe', 'ignore', 'ignore'], detached: true },
  )
  guard.unref()
  return {
    url: server.url,
    async stop() {
      await server.stop()
      guard.stdin.end()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
