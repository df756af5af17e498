import type { Slice } from '../../core/slice.ts'
import { forget } from './forget.ts'
import { forgetUploads } from './jobs.ts'
import { routes } from './routes.ts'

export const conversationsSlice: Slice = {
  name: 'conversations',
  tables: ['conversation', 'participant', 'message', 'attachment', 'conversation_link', 'draft'],
  routes,
  jobs: [forgetUploads],
  forget,
}
