import type { Chapter } from './chapter.ts'
import { danishStory } from './danish-texts.ts'
import { englishStory } from './english-texts.ts'
import { norwegianStory } from './norwegian-texts.ts'
import { swedishStory } from './swedish-texts.ts'

/** The last days at Nordlys Strøm, in four languages. */
export const story: readonly Chapter[] = [...danishStory, ...norwegianStory, ...swedishStory, ...englishStory]

/** Addresses that the story's mail server does not know: an answer to them fails. */
export const unknownAddresses = ['tone.fjelstad@kunde.example']
