/** The look of the bundle's pages: client/ui/tokens.css, held to what a page without a server needs. */

const face = (data: string, range: string): string =>
  `@font-face{font-family:Looped;font-weight:100 900;src:url(data:font/woff2;base64,${data}) format('woff2');unicode-range:${range}}`

/** Fonts as base64 of woff2; `columns`: how many zones stand side by side on a wide screen. */
export const pageStyle = (fonts: { thai: string; latin: string }, columns: number): string =>
  `${face(fonts.thai, 'U+02D7,U+0303,U+0331,U+0E01-0E5B,U+200C-200D,U+25CC')}
${face(fonts.latin, 'U+0000-00FF,U+2000-206F,U+2122')}
:root{color-scheme:light dark;--ground:light-dark(#f6f4ee,#14191a);--surface:light-dark(#fff,#242c2d);--sunk:light-dark(#edeae1,#1d2425);--ink:light-dark(#1c2526,#eef2f0);--soft:light-dark(#4c5a5b,#b3c0be);--line:light-dark(#d8d4c8,#364142);--accent:light-dark(#0b6463,#5cc9c2)}
*{box-sizing:border-box}
body{margin:0;padding:clamp(20px,4vw,56px);max-width:120rem;margin-inline:auto;background:var(--ground);color:var(--ink);font:1.125rem/1.7 Looped,Sarabun,'Leelawadee UI',Thonburi,system-ui,sans-serif;overflow-wrap:anywhere}
h1{margin:0;font-size:clamp(1.75rem,4vw,2.75rem);line-height:1.6;text-wrap:pretty}
h2{margin:0;font-size:1.375rem;line-height:1.6;display:flex;justify-content:space-between;gap:16px}
h2 span{font-weight:400}
p{margin:0}
ul{list-style:none;margin:0;padding:0}
.over{color:var(--accent)}
a{color:var(--accent);text-underline-offset:.3em;text-decoration-thickness:1px}
a:focus-visible{outline:3px solid var(--accent);outline-offset:4px;border-radius:6px}
.hint{color:var(--soft);font-size:1rem}
header{margin-bottom:32px}
footer{margin-top:40px;display:flex;flex-wrap:wrap;justify-content:space-between;gap:4px 32px;color:var(--soft);font-size:1rem}
.zones{display:grid;gap:24px;align-items:start}
@media (min-width:56rem){.zones{grid-template-columns:repeat(${columns},minmax(0,1fr))}}
.zone{background:var(--sunk);border-radius:22px;padding:20px 20px 24px;min-width:0;position:relative}
.zone::before{content:'';position:absolute;top:0;left:20px;width:72px;height:6px;border-radius:3px;background:var(--tone)}
.zone h2{color:var(--tone)}
.zone ul{margin-top:16px;display:grid;gap:12px}
.zone ul.flow{display:block;columns:22rem;column-gap:16px}
.flow .idea{margin-bottom:12px;break-inside:avoid}
.idea{background:var(--surface);border:1px solid var(--line);border-radius:14px;padding:10px 16px;white-space:pre-wrap}
.idea:target{outline:3px solid var(--accent);outline-offset:2px}
.note{font-size:1.25rem;line-height:1.6;white-space:pre-wrap}
.contents{margin:0;padding-inline-start:2em;columns:26rem;column-gap:32px}
.contents li{break-inside:avoid;margin-bottom:8px;padding-inline-start:4px}
.contents .rest{list-style:none}
.yellow{background:light-dark(#fff3c4,#453b17)}
.idea.green{background:light-dark(#dcf3df,#1d3d27)}
.idea.blue{background:light-dark(#dcecfb,#1b3650)}
.pink{background:light-dark(#fbe0ea,#4a2435)}
.neutral{--tone:light-dark(#5b686a,#aab7b5)}
.green{--tone:light-dark(#1c6b3a,#7fd79c)}
.red{--tone:light-dark(#a3261d,#ff9a8f)}
.blue{--tone:light-dark(#1a5a9e,#8dc2f5)}
.orange{--tone:light-dark(#8f4a00,#f2b26b)}
.violet{--tone:light-dark(#6a3d9a,#c9a8ee)}
.plain-title{display:block;margin-bottom:16px}
.boards{display:grid;gap:24px;grid-template-columns:repeat(auto-fill,minmax(min(20rem,100%),1fr))}
.boards>li{background:var(--surface);border:1px solid var(--line);border-radius:22px;padding:20px 24px}
.said{margin-bottom:32px}
.board{display:block;color:inherit;text-decoration:none}
.board strong{display:block;font-size:1.375rem;line-height:1.6;color:var(--accent);text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:.3em}
.board .hint{display:block}
.tally{margin-top:12px;border-top:1px solid var(--line);padding-top:8px}
.tally li{display:flex;justify-content:space-between;gap:16px}
.tally span{color:var(--tone)}
@page{margin:14mm}
@media print{:root{color-scheme:light;--ground:#fff;--sunk:#fff}body{padding:0;max-width:none;font-size:11pt}.zones{display:block}.zone{padding:10px 0 0;border-radius:0;margin-bottom:20px}.zone::before{left:0;print-color-adjust:exact}.zone ul{display:block;columns:2;column-gap:12px}.idea,.boards>li{break-inside:avoid;margin-bottom:8px;border-radius:6px}h2,.hint{break-after:avoid}a{color:inherit;text-decoration:none}}
`
