import { html } from "hono/html";
import * as z from "zod/mini";

/**
 * What providers do to a console beside allowing and denying. The sandbox does it on request, so that a console's
 * behaviour can be tried by hand and tested.
 */
export const endingSchema = z.enum(["nonsense", "never", "twice", "slow"]);
type Ending = z.infer<typeof endingSchema>;

/** How late the slow ending is, in milliseconds. */
export const SLOW_DELAY = 3000;

const WORDS: Record<Ending, { label: string; effect: string }> = {
  nonsense: {
    label: "Come back with nonsense",
    effect: "Returns with a state and a code that mean nothing.",
  },
  never: {
    label: "Never come back",
    effect: "Shows a page that stays, and sends nothing back.",
  },
  twice: {
    label: "Come back twice",
    effect: "Allows, and offers the same way back as two links. The second has to be refused.",
  },
  slow: {
    label: "Come back after a while",
    effect: `Allows, but answers ${SLOW_DELAY / 1000} seconds late.`,
  },
};

/** Belongs inside the consent page's form. `cutOffHref` is undefined on a page that is cut off already. */
export function otherEndings(cutOffHref: string | undefined) {
  return html`<details>
        <summary>Try the flow's other endings</summary>
        <p>These are here for testing how a console copes when a provider misbehaves.</p>
        <ul class="endings">
          ${endingSchema.options.map(
            (ending) => html`<li>
              <button name="ending" value="${ending}" aria-describedby="${ending}">${WORDS[ending].label}</button>
              <span class="quiet" id="${ending}">${WORDS[ending].effect}</span>
            </li>`,
          )}
        </ul>
        ${
          cutOffHref
            ? html`<p><a href="${cutOffHref}">Reload this page cut off from its opener</a></p>`
            : html`<p>This page is cut off from its opener: to the page that opened this window, it looks closed.</p>`
        }
      </details>`;
}
