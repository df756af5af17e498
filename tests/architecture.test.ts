import { expect, test } from 'vitest'
import * as contracts from './architecture/contracts.ts'
import * as dead from './architecture/dead-code.ts'
import * as direction from './architecture/direction.ts'
import * as documents from './architecture/documents.ts'
import * as shape from './architecture/shape.ts'
import * as tables from './architecture/tables.ts'

/** The message is the list itself: each line says where the thing belongs. */
const holds = (faults: readonly string[]) => expect(faults, `\n${faults.join('\n')}\n`).toEqual([])

test('every import leads to a file', () => holds(direction.brokenPaths()))
test('core knows no product, channels know only core, and web stands on all', () =>
  holds(direction.againstTheDirection()))
test('a slice uses only the slices above it, and of those only what crosses the wall', () =>
  holds(direction.betweenSlices()))
test('a screen part stands on contracts, rule files, its own ui and the kit', () => holds(direction.ofScreens()))
test('the browser programs see contracts, rules and screen parts only', () => holds(direction.ofPrograms()))
test('rule files are pure', () => holds(direction.impureRules()))
test('nobody asks a clock of their own', () => holds(shape.ownClocks()))
test('nobody throws dice of their own', () => holds(shape.ownDice()))
test('settings are read in core/env.ts', () => holds(shape.ownEnvironment()))
test('files are named for what they do', () => holds(shape.badNames()))
test('a command exports the function named after its file', () => holds(shape.misnamedCommands()))
test('there are named exports only, from where the thing is', () => holds(shape.defaultExports()))
test('nothing is left over from the work', () => holds(shape.leftOvers()))
test('no source file is over 300 lines', () => {
  for (const warning of shape.longTests()) console.warn(warning)
  holds(shape.tooLong())
})
test('every table has one owner', () => holds(tables.ownership()))
test('a slice writes its own tables only', () => holds(tables.strangeWrites()))
test('every foreign key has an index', () => holds(tables.unindexedKeys()))
test('it is said of every column whether it holds something of a customer', () => holds(tables.undeclaredColumns()))
test('whatever holds something of a customer can be forgotten', () => holds(tables.unforgotten()))
test('what is said to pass by itself is swept', () => holds(tables.unswept()))
test('every endpoint takes a permission that some role has', () => holds(contracts.unknownPermissions()))
test('every permission opens something', () => holds(contracts.unusedPermissions()))
test('every endpoint is declared once, answered, and refuses what is declared', () => holds(contracts.endpointFaults()))
test('every refusal has one meaning and four languages', () => holds(contracts.refusalFaults()))
test('every event is named for what happened, once', () => holds(contracts.eventFaults()))
test('every reaction hears an event that somebody emits', () => holds(contracts.reactionFaults()))
test('every file is imported by somebody', () => holds(dead.lonelyFiles()))
test('every export is imported by somebody', () => holds(dead.unusedExports()))
test('every package imported is named in package.json', () => holds(dead.undeclaredPackages()))
test('what the running desk imports is no devDependency', () => holds(dead.misplacedPackages()))
test('every package named in package.json is used', () => holds(dead.unusedPackages()))
test('documents name files, programs and tables that exist', () => holds(documents.untrueNames()))
test('documents lead to places that exist', () => holds(documents.brokenLinks()))
test('documents name settings that are read', () => holds(documents.untrueSettings()))
test('the table of settings is whole and has the right defaults', () => holds(documents.settingsTable()))
test('documents name ports that are used', () => holds(documents.untruePorts()))
test('documents name commands that exist', () => holds(documents.untrueCommands()))
test('ARCHITECTURE.md maps every reaction', () => holds(documents.reactionMap()))
test('ARCHITECTURE.md is short and names every slice, and every slice says what it is', () =>
  holds(documents.architectureIsShort()))
test('the glossary has every word of the domain in every language', () => holds(documents.glossaryFaults()))
test('decisions are numbered, dated and a page long', () => holds(documents.decisionFaults()))
test('nothing names the machine it was written on', () => holds(documents.machineTraces()))
