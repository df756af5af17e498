import { type RefObject, useLayoutEffect } from 'react'

/**
 * Brings the caret to the end of a field when it is wished for, in the same breath in which the field is drawn: a key
 * pressed in between would be taken for a shortcut. Only at a wish: a draft that comes back by itself must not catch keys.
 */
export function useCaret(
  field: RefObject<HTMLInputElement | HTMLTextAreaElement | null>,
  wished: boolean,
  onThere: () => void,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is told when it is there is no reason to go there again
  useLayoutEffect(() => {
    const element = field.current
    if (!wished || !element) return
    element.focus({ preventScroll: true })
    element.setSelectionRange(element.value.length, element.value.length)
    onThere()
  }, [wished, field])
}
