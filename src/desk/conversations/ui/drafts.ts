import { call, Refused } from '../../../web/kit/call.ts'
import { remembered } from '../../../web/kit/remembered.ts'
import { conversationsApi } from '../contract.ts'
import { changeWriting, type Mode, writingOf } from './writing.ts'

/** So long a pause in writing saves the draft at the desk. */
const pauseMs = 700
/** While the desk does not answer, it is asked again so often. */
const againMs = 10_000

/** Words the desk does not have yet, by whom they are of: they outlive this page, and nobody else is shown them. */
type Unsaved = Record<string, { text: string; of: string }>
const unsaved = remembered<Unsaved>('unsaved-words', {})

const timers = new Map<string, ReturnType<typeof setTimeout>>()
const underWay = new Map<string, Promise<void>>()
const fetched = new Set<string>()

const nameOf = (conversationId: string, mode: Mode) => `${conversationId} ${mode}`

function keepHere(name: string, entry: { text: string; of: string } | null): void {
  const { [name]: _, ...others } = unsaved.read()
  unsaved.write(entry ? { ...others, [name]: entry } : others)
}

/** Notes what has been written: in this browser at once, at the desk after a pause. */
export function writeDraft(conversationId: string, mode: Mode, text: string, of: string): void {
  changeWriting(conversationId, ({ texts }) => ({ texts: { ...texts, [mode]: text }, kept: 'not', refusal: null }))
  const name = nameOf(conversationId, mode)
  keepHere(name, { text, of })
  // The desk keeps replies and notes; a forward's few words stay here.
  if (mode !== 'forward') saveAfter(pauseMs, conversationId, mode)
}

function saveAfter(ms: number, conversationId: string, mode: 'reply' | 'note'): void {
  const name = nameOf(conversationId, mode)
  clearTimeout(timers.get(name))
  timers.set(
    name,
    setTimeout(() => {
      timers.delete(name)
      const run = (underWay.get(name) ?? Promise.resolve()).then(() => save(conversationId, mode))
      underWay.set(name, run)
    }, ms),
  )
}

async function save(conversationId: string, kind: 'reply' | 'note'): Promise<void> {
  const name = nameOf(conversationId, kind)
  const entry = unsaved.read()[name]
  if (!entry) return
  try {
    await call(conversationsApi.saveDraft, { params: { id: conversationId }, body: { kind, text: entry.text } })
    if (unsaved.read()[name]?.text !== entry.text) return
    keepHere(name, null)
    changeWriting(conversationId, { kept: entry.text.trim() === '' ? 'not' : 'desk' })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    changeWriting(conversationId, { kept: 'here' })
    if (error.status === 0 || error.status === 503) saveAfter(againMs, conversationId, kind)
  }
}

/** Before sending: no save may come after the desk has forgotten the draft, or it would rise again. */
export async function endDraft(conversationId: string, mode: Mode): Promise<void> {
  const name = nameOf(conversationId, mode)
  clearTimeout(timers.get(name))
  timers.delete(name)
  keepHere(name, null)
  await underWay.get(name)
}

/** Brings back what this person had begun here: what this browser kept comes first, since the desk has not seen it. */
export async function bringBackDrafts(conversationId: string, of: string): Promise<void> {
  const asked = `${of} ${conversationId}`
  if (fetched.has(asked)) return
  fetched.add(asked)
  const here = (mode: Mode) => {
    const entry = unsaved.read()[nameOf(conversationId, mode)]
    return entry?.of === of ? entry.text : null
  }
  let desk: { reply: string | null; note: string | null } = { reply: null, note: null }
  try {
    desk = await call(conversationsApi.seeDrafts, { params: { id: conversationId } })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    fetched.delete(asked)
  }
  const { texts } = writingOf(conversationId)
  const found = {
    reply: texts.reply || (here('reply') ?? desk.reply ?? ''),
    note: texts.note || (here('note') ?? desk.note ?? ''),
    forward: texts.forward,
  }
  if (found.reply === texts.reply && found.note === texts.note) return
  changeWriting(conversationId, {
    texts: found,
    open: true,
    mode: found.reply ? 'reply' : 'note',
    kept: (here('reply') ?? here('note')) ? 'here' : 'desk',
  })
  for (const mode of ['reply', 'note'] as const) if (here(mode) !== null) saveAfter(pauseMs, conversationId, mode)
}
