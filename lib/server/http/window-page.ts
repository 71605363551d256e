import { directionOf, type Language } from "@/lib/words/visitor/languages";
import { visitorWords } from "@/lib/words/visitor/words";

export type WayBack = { href: string; label: string };

type WindowPage = {
  status?: number;
  title: string;
  text: string;
  requestId?: string;
  /** The way on, for a tab of the person's own, in which closing is none. */
  back?: WayBack;
  outcome?: "connected" | "failed";
  /** What the page itself says, and all else that it was given. */
  language?: Language;
};

/**
 * A small page for the window's end. It tells the console to look (`public/connect-window.js`), closes itself where all
 * went well, and stays open, with words, where it did not. It sends no COOP header, which would cut it off from its opener.
 */
export function windowPage({
  status = 200,
  title,
  text,
  requestId,
  back,
  outcome = "failed",
  language = "en",
}: WindowPage): Response {
  const words = visitorWords(language);
  const html = `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}" data-outcome="${outcome}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${asText(title)} · Patchbay</title>
<link rel="stylesheet" href="/connect-window.css">
<script src="/connect-window.js" defer></script>
</head>
<body>
<main>
<h1>${asText(title)}</h1>
<p role="${outcome === "connected" ? "status" : "alert"}">${asText(text)}</p>
${requestId ? `<p class="quiet">${asText(words.requestId)}: <code>${asText(requestId)}</code></p>` : ""}
${back ? `<p><a id="back" href="${asText(back.href)}">${asText(back.label)}</a></p>` : ""}
<p><button type="button" id="close">${asText(words.windowClosing)}</button></p>
</main>
</body>
</html>`;
  return new Response(html, { status, headers: WINDOW_HEADERS });
}

const WINDOW_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
};

function asText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A redirect that tells the next page nothing of this one. */
export function windowRedirect(location: string, cookie?: string): Response {
  return new Response(null, {
    status: 303,
    headers: {
      location,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      ...(cookie && { "set-cookie": cookie }),
    },
  });
}
