import { expect, test } from 'vitest'
import { deliveryStates } from '../message-shape.ts'
import { deliveryKind, deliveryTones } from './delivery-state.ts'
import { texts } from './texts.ts'

const at = Date.parse('2026-03-02T09:00:00Z')
const delivery = { state: 'queued' as const, detail: '', undoUntil: null, sendAt: null }
const soon = new Date(at + 8_000).toISOString()

test('a message can be taken back until its moment, and not in that moment', () => {
  expect(deliveryKind({ ...delivery, undoUntil: soon }, at)).toEqual({ kind: 'undoable', until: at + 8_000 })
  expect(deliveryKind({ ...delivery, undoUntil: soon }, at + 8_000)).toEqual({ kind: 'queued', until: null })
})

test('a message for later says so until then, also when it could still be undone', () => {
  const later = new Date(at + 3_600_000).toISOString()
  expect(deliveryKind({ ...delivery, undoUntil: soon, sendAt: later }, at)).toEqual({
    kind: 'later',
    until: at + 3_600_000,
  })
})

test('what has left can no longer be taken back, whatever was promised', () => {
  for (const state of ['sent', 'failed', 'bounced'] as const)
    expect(deliveryKind({ ...delivery, state, undoUntil: soon, sendAt: soon }, at)).toEqual({
      kind: state,
      until: null,
    })
})

test('every state has a tone and words', () => {
  for (const state of deliveryStates) {
    expect(deliveryTones[state]).toBeDefined()
    expect(texts[state].en).not.toBe('')
  }
})
