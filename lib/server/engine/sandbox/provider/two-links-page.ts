import type { Context } from "hono";
import { html } from "hono/html";
import { page } from "../../pages";

/**
 * Offers one way back twice. The second link opens a tab of its own, because the first may end on a page that closes
 * the window.
 */
export function twoLinksPage(c: Context, callbackUrl: string) {
  return page(c, {
    title: "Two links, one way back",
    body: html`<p>Access was allowed. Within a minute, the link that you follow first connects the account. The other leads to the same address, has to be refused, and changes nothing.</p>
      <ul>
        <li><a href="${callbackUrl}">Come back in this window</a></li>
        <li><a href="${callbackUrl}" target="_blank" rel="noopener">Come back in a new tab</a></li>
      </ul>`,
  });
}
