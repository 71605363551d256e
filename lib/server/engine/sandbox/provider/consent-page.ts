import type { Context } from "hono";
import { html } from "hono/html";
import { catalogueEntry } from "@/lib/catalogue/server-name";
import { page } from "../../pages";
import { NOUNS } from "../tools/nouns";
import { otherEndings } from "./endings";
import type { Registration } from "./registration";

type ConsentOptions = {
  ticket: string;
  /** Shows this page again, cut off from its opener; undefined where that is asked for already. */
  cutOffHref: string | undefined;
};

/** Asks the person. The words never let the sandbox pass for the service. */
export function consentPage(
  c: Context,
  { service, slug }: Registration,
  { ticket, cutOffHref }: ConsentOptions,
) {
  const { many } = NOUNS[catalogueEntry(service).category];
  return page(c, {
    title: `Sandbox, standing in for ${service}`,
    // Under `no-referrer`, browsers post the form with `Origin: null`, and the decision could not be told from a
    // foreign one.
    referrerPolicy: "same-origin",
    cutOff: cutOffHref === undefined,
    body: html`<p>Patchbay asks for access to an account. The real ${service} would ask you here to:</p>
      <ul>
        <li>let it read your ${many}</li>
        <li>let it create, change and delete ${many}</li>
      </ul>
      <form method="post" action="/engine/sandbox/${slug}/decision">
        <input type="hidden" name="ticket" value="${ticket}">
        <p class="buttons">
          <button class="primary" name="decision" value="allow">Allow</button>
          <button name="decision" value="deny">Deny</button>
        </p>
        ${otherEndings(cutOffHref)}
      </form>
      <p class="quiet">Nothing here reaches ${service}, and no account of yours is touched.</p>`,
  });
}
