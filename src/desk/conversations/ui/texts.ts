import { defineTexts } from '../../../web/kit/texts.ts'
import { composerTexts } from './texts-composer.ts'
import { listTexts } from './texts-list.ts'
import { threadTexts } from './texts-thread.ts'

/** All words of the desk's first screen, by where they stand. */
export const texts = defineTexts({ ...listTexts, ...threadTexts, ...composerTexts })
