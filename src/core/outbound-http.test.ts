import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fetchOutside, isPublicAddress, OutboundRefused } from './outbound-http.ts'

let server: http.Server
let port = 0
const asked: string[] = []

beforeAll(async () => {
  server = http.createServer((request, response) => {
    asked.push(`${request.headers.host} ${request.url} ${request.headers.cookie ?? ''}`)
    if (request.url === '/moved') response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
    else if (request.url === '/endless') {
      response.writeHead(200, { 'content-type': 'image/png' })
      const more = setInterval(() => response.write(Buffer.alloc(64 * 1024)), 1)
      response.on('close', () => clearInterval(more))
    } else if (request.url === '/silent') return
    else response.writeHead(200, { 'content-type': 'image/png; x=1' }).end('png')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const plain = { maxBytes: 200_000, timeoutMs: 2000, accept: 'image/*' }
const reasonOf = (address: string, more: object = {}) =>
  fetchOutside(address, { ...plain, ...more }).then(
    () => 'fetched',
    (error) => (error instanceof OutboundRefused ? error.reason : `fault: ${error}`),
  )

describe('addresses that are never called', () => {
  const inside = [
    '127.0.0.1',
    '127.1.2.3',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
    '192.0.2.1',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    'fd00:ec2::254',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    'ff02::1',
  ]
  test.each(inside)('%s is not on the public internet', (address) => expect(isPublicAddress(address)).toBe(false))

  test.each(['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946'])('%s is', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  )

  test.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:7f00:1]/',
    'http://169.254.169.254/latest/',
  ])('%s, however it is written', async (address) => expect(await reasonOf(address)).toBe('address'))

  test.each([
    'file:///etc/passwd',
    'ftp://example.org/',
    'gopher://x/',
    'javascript:alert(1)',
    'nonsense',
    'http://a:b@example.org/',
  ])('%s is no address to fetch', async (address) => expect(await reasonOf(address)).toBe('scheme'))

  test('other ports than those of the web', async () =>
    expect(await reasonOf('http://93.184.216.34:6379/')).toBe('port'))

  test('a name with one public and one private address', async () => {
    expect(await reasonOf('http://two-faced.example/', { resolve: async () => ['93.184.216.34', '10.0.0.1'] })).toBe(
      'address',
    )
  })

  test('a name that has no address', async () =>
    expect(await reasonOf('http://nowhere.example/', { resolve: async () => [] })).toBe('name'))
})

describe('what is fetched', () => {
  const ours = () => ({
    resolve: async () => ['127.0.0.1'],
    isPublic: (address: string) => address === '127.0.0.1',
    ports: [port],
  })

  test('goes to the address that was checked, under the name that was asked for', async () => {
    const fetched = await fetchOutside(`http://pictures.example:${port}/a.png`, { ...plain, ...ours() })
    expect(fetched).toMatchObject({ status: 200, mediaType: 'image/png' })
    expect(fetched.bytes.toString()).toBe('png')
    expect(asked.at(-1)).toBe(`pictures.example:${port} /a.png `)
  })

  test('is asked for by name only once: a second answer can’t send us elsewhere', async () => {
    let looks = 0
    const rebinding = async () => (looks++ === 0 ? ['127.0.0.1'] : ['10.0.0.1'])
    await fetchOutside(`http://rebind.example:${port}/a.png`, { ...plain, ...ours(), resolve: rebinding })
    expect(looks).toBe(1)
  })

  test('is never somewhere else: redirects are not followed', async () =>
    expect(await reasonOf(`http://x.example:${port}/moved`, ours())).toBe('answer'))

  test('is cut off when it is too large', async () =>
    expect(await reasonOf(`http://x.example:${port}/endless`, ours())).toBe('too-large'))

  test('is given up when it is too slow', async () =>
    expect(await reasonOf(`http://x.example:${port}/silent`, { ...ours(), timeoutMs: 100 })).toBe('too-slow'))
})
