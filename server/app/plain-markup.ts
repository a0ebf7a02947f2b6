/** The look of the pages without JavaScript: one file, no request besides the page itself, light and dark, any width from 240 px. */
const STYLE = `:root{color-scheme:light dark;--ink:#1b1d20;--quiet:#5c6066;--ground:#fff;--line:#c9ccd1;--accent:#2b5fc7;--on:#fff;--alarm:#c0261f;--soft:#f4f5f7}
@media(prefers-color-scheme:dark){:root{--ink:#e6e7e9;--quiet:#a3a7ae;--ground:#1d2026;--line:#4a4f58;--accent:#7aa5f5;--on:#10151f;--alarm:#ff8078;--soft:#262a32}}
*{box-sizing:border-box}
body{max-width:40rem;margin:0 auto;padding:1rem;background:var(--ground);color:var(--ink);font:1.0625rem/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:break-word}
header{margin:0 0 1.25rem;padding:0 0 .6rem;border-bottom:1px solid var(--line);color:var(--quiet)}
header b{color:var(--ink)}
h1{margin:0 0 .75rem;font-size:1.5rem;line-height:1.25}
h2{margin:1.75rem 0 .5rem;font-size:1.125rem}
a{color:var(--accent)}
label{display:block;margin:1.25rem 0 .25rem;font-weight:600}
small{display:block;color:var(--quiet);font-size:.9375rem;font-weight:400}
textarea,input{width:100%;padding:.6rem .75rem;border:1px solid var(--line);border-radius:6px;background:var(--ground);color:inherit;font:inherit}
fieldset{margin:1.25rem 0 0;padding:0;border:0}legend{padding:0;font-weight:600}
.choice{display:flex;gap:.6rem;align-items:center;min-height:2.75rem;margin:0;font-weight:400}.choice input{width:auto;flex:none}
details{margin-top:1.75rem}summary{cursor:pointer;color:var(--accent)}
button{width:100%;margin:1.5rem 0 0;padding:.75rem 1.5rem;border:0;border-radius:6px;background:var(--accent);color:var(--on);font:inherit;font-weight:600;cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
[role=alert]{padding:.6rem .75rem;border-left:4px solid var(--alarm);background:var(--soft);font-weight:600}
dl{margin:0}dt{margin-top:.75rem;color:var(--quiet);font-size:.9375rem}dd{margin:0}
.status{display:inline-block;margin:0;padding:.25rem .75rem;border-radius:6px;background:var(--soft);font-weight:600}
.steps{margin:0;padding:0;list-style:none}.steps li{padding:.5rem 0 .5rem .75rem;border-left:3px solid var(--line)}
time{display:block;color:var(--quiet);font-size:.9375rem}
.own{white-space:pre-wrap}
footer{margin-top:2rem;padding-top:.75rem;border-top:1px solid var(--line);color:var(--quiet);font-size:.9375rem}`;

/** A whole page. `title` and `region` are plain text, `body` is markup whose every value has been escaped. */
export function plainPage(title: string, region: string, body: string): string {
  return `<!doctype html><html lang="ru"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)} — Отклик</title>
<style>${STYLE}</style>
<header><b>Отклик</b> · ${escapeHtml(region)}</header>
<main><h1>${escapeHtml(title)}</h1>${body}</main>
<footer>Угроза жизни или здоровью — звоните <a href="tel:112">112</a>, это бесплатно и круглосуточно.</footer></html>`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

interface PlainReply {
  header(name: string, value: string): PlainReply;
  send(body: string): unknown;
}

/** Sends a page that may run nothing and send its forms only here. */
export function sendPlain(reply: PlainReply, body: string): unknown {
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
    .header('cache-control', 'no-store')
    .send(body);
}
