import { readEnv } from './core/env.ts'

/** filled by the demo story */
export async function demo(): Promise<number> {
  readEnv()
  return 1
}
