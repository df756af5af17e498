import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { Refused } from './call.ts'
import { sayFrom } from './texts.ts'
import { texts } from './words/texts.ts'

let undoLast: (() => void) | null = null

/** Runs the newest undo still on screen (the `z` key). False when there is none. */
export function undoNewest(): boolean {
  if (!undoLast) return false
  undoLast()
  return true
}

/**
 * Says in a corner what was done. With `undo` it can be taken back for `seconds` (10 unless given).
 * Answers the toast's id.
 */
export function toast(words: string, options: { undo?: () => void; seconds?: number } = {}): string {
  const { undo, seconds = undo ? 10 : 4 } = options
  const t = sayFrom(texts)
  const id = notifications.show({
    message: words,
    autoClose: seconds * 1000,
    withBorder: false,
    closeButtonProps: { 'aria-label': t('dismiss') },
    onClose: () => {
      if (undoLast === take) undoLast = null
    },
  })
  const take = () => {
    if (undoLast === take) undoLast = null
    notifications.hide(id)
    undo?.()
  }
  if (undo) {
    undoLast = take
    notifications.update({
      id,
      message: (
        <Group justify="space-between" wrap="nowrap" gap="md">
          <Text inherit>{words}</Text>
          <Button size="compact-sm" variant="subtle" flex="none" onClick={take}>
            {t('undo')}
          </Button>
        </Group>
      ),
    })
  }
  return id
}

/** Says why not, in the desk's words. Stays until read. */
export function toastRefusal(refused: Pick<Refused, 'title'>): void {
  const t = sayFrom(texts)
  notifications.show({
    message: refused.title,
    color: 'broken',
    autoClose: 12_000,
    withBorder: false,
    role: 'alert',
    closeButtonProps: { 'aria-label': t('dismiss') },
  })
}
