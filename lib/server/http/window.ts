import type * as z from "zod/mini";
import type { Context } from "../context";
import { PatchbayError, PROBLEM_KINDS } from "../errors";
import { runtime } from "../runtime";
import { publicContext, readActor, requestIdOf } from "./session";

type Declaration<Query extends z.ZodMiniType> = {
  query: Query;
  /** Whether our own page must have caused the request, as far as the browser tells (`Sec-Fetch-Site`). */
  fromOwnPage: boolean;
  handle: (context: Context, query: z.output<Query>) => Promise<Response>;
};

/** A route that a window of the connect flow visits: it answers people, with pages and redirects. */
export function windowRoute<Query extends z.ZodMiniType>({ query, fromOwnPage, handle }: Declaration<Query>) {
  return async (request: Request): Promise<Response> => {
    const requestId = requestIdOf(request.headers);
    const process = await runtime();
    const context = publicContext(process, request.headers, requestId);
    try {
      if (request.headers.get("host") !== new URL(process.env.appUrl).host) {
        throw new PatchbayError("foreign-origin", `This console answers at ${process.env.appUrl} alone.`);
      }
      const site = request.headers.get("sec-fetch-site");
      if (fromOwnPage && site !== null && site !== "same-origin") {
        throw new PatchbayError("foreign-origin", "Connecting starts from the console, with its Connect button.");
      }
      const actor = await readActor(process, request.headers);
      if (!actor) {
        throw new PatchbayError("unauthenticated", "Sign in to the console in this browser, then press Connect again.");
      }
      const parsed = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
      if (!parsed.success) {
        throw new PatchbayError("invalid", parsed.error.issues[0]?.message ?? "This address is not complete.");
      }
      return await handle({ ...context, actor }, parsed.data);
    } catch (error) {
      const known = error instanceof PatchbayError ? error : undefined;
      if (!known) context.log.error({ err: error }, "unexpected error in a connect window");
      const { status, title } = PROBLEM_KINDS[known?.code ?? "internal"];
      return windowPage({ status, title, text: known?.message ?? "The console's log says more.", requestId });
    }
  };
}

type WindowPage = { status?: number; title: string; text: string; requestId?: string; outcome?: "connected" | "failed" };

/**
 * A small page for the window's end. It tells the console to look (`public/connect-window.js`), closes itself where all
 * went well, and stays open, with words, where it did not. It sends no COOP header, which would cut it off from its opener.
 */
export function windowPage({ status = 200, title, text, requestId, outcome = "failed" }: WindowPage): Response {
  const html = `<!doctype html>
<html lang="en" data-outcome="${outcome}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escape(title)} · Patchbay</title>
<link rel="stylesheet" href="/connect-window.css">
<script src="/connect-window.js" defer></script>
</head>
<body>
<main>
<h1>${escape(title)}</h1>
<p role="${outcome === "connected" ? "status" : "alert"}">${escape(text)}</p>
${requestId ? `<p class="quiet">Request id: <code>${escape(requestId)}</code></p>` : ""}
<p><button type="button" id="close">Close this window</button> <a href="/instances/new">Go to the console</a></p>
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

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A redirect that tells the next page nothing of this one. */
export function windowRedirect(location: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location, "cache-control": "no-store", "referrer-policy": "no-referrer" },
  });
}
