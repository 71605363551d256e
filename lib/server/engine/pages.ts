import { createHash } from "node:crypto";
import type { Context } from "hono";
import { html, raw } from "hono/html";

const STYLE = `
:root { color-scheme: light dark; --ground: #f6f6f8; --paper: #ffffff; --ink: #1c1c22; --quiet: #55555f; --line: #8a8a96; --accent: #3546c4; --on-accent: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --ground: #131316; --paper: #1d1d22; --ink: #ececf1; --quiet: #b0b0bc; --line: #74747f; --accent: #aab4ff; --on-accent: #14162c; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { width: 100%; max-width: 28rem; padding: 1.5rem; background: var(--paper); border: 1px solid var(--line); border-radius: 0.75rem; overflow-wrap: anywhere; }
h1 { margin: 0 0 0.75rem; font-size: 1.25rem; line-height: 1.3; }
p, ul { margin: 0 0 1rem; }
main > :last-child { margin-bottom: 0; }
ul { padding-left: 1.25rem; }
.quiet { color: var(--quiet); font-size: 0.875rem; }
.buttons { display: flex; flex-wrap: wrap; gap: 0.75rem; }
button { flex: 1 1 8rem; min-height: 2.75rem; padding: 0.5rem 1rem; font: inherit; font-weight: 600; border: 1px solid var(--line); border-radius: 0.5rem; background: transparent; color: inherit; cursor: pointer; }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
details { margin-bottom: 1rem; }
summary { padding: 0.25rem 0; cursor: pointer; }
summary + p { margin-top: 0.5rem; }
.endings { display: grid; gap: 0.75rem; padding: 0; list-style: none; }
.endings button { width: 100%; margin-bottom: 0.25rem; }
.endings .quiet { display: block; }
a { color: var(--accent); }
:is(a, button, summary):focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`;

const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** No scripts, nothing from elsewhere, in no frame. Chromium holds redirects after a form to `form-action` as well. */
const CONTENT_SECURITY_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

type Markup = ReturnType<typeof html>;
type PageOptions = {
  status?: 200 | 400 | 403 | 404 | 410 | 500 | 502;
  title: string;
  body: Markup;
  /** `no-referrer` where nothing is said. */
  referrerPolicy?: "same-origin";
  /** Whether the browser is to cut the page off from the window that opened it. */
  cutOff?: boolean;
};

/**
 * One of the engine's own pages: complete in itself, and of no use to search engines or caches. Values are escaped by
 * `html`. No cross-origin opener policy is set unless asked for, because these pages are shown in a popup whose opener
 * waits for them.
 */
export function page(c: Context, { status = 200, title, body, referrerPolicy, cutOff }: PageOptions) {
  const document = html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <title>${title}</title>
    <style>${raw(STYLE)}</style>
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      ${body}
    </main>
  </body>
</html>`;
  if (referrerPolicy) c.header("Referrer-Policy", referrerPolicy);
  if (cutOff) c.header("Cross-Origin-Opener-Policy", "same-origin");
  return c.html(document, status, { "Content-Security-Policy": CONTENT_SECURITY_POLICY });
}

/** A page that says one thing, such as why there is nothing to do here. */
export function notice(c: Context, status: NonNullable<PageOptions["status"]>, title: string, text: string) {
  return page(c, { status, title, body: html`<p>${text}</p>` });
}

/** A notice that leads on to another address at once, and by a link where the browser does not. */
export function leadOn(c: Context, title: string, text: string, to: string) {
  c.header("Refresh", `0; url=${to}`);
  return page(c, { title, body: html`<p>${text}</p><p><a href="${to}">Go on</a></p>` });
}

/** The answer to what nobody foresaw, for routes that people look at. */
export function failurePage(c: Context) {
  return notice(
    c,
    500,
    "Something went wrong",
    "This is the engine's fault, not yours. Close this window and try again.",
  );
}
