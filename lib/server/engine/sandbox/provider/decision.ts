import { setTimeout } from "node:timers/promises";
import type { Context } from "hono";
import * as z from "zod/mini";
import { randomToken } from "../../../cipher";
import type { EngineContext, EngineEnv } from "../../context";
import { readForm } from "../../form";
import { notice } from "../../pages";
import { endingSchema, SLOW_DELAY } from "./endings";
import { registrationOf } from "./registration";
import { respondUrl } from "./response";
import { storeGrant } from "./store";
import { readTicket } from "./ticket";
import { twoLinksPage } from "./two-links-page";

/** One button was pressed, which the browser sends along with the ticket. */
const formSchema = z.union([
  z.strictObject({ ticket: z.string(), decision: z.enum(["allow", "deny"]) }),
  z.strictObject({ ticket: z.string(), ending: endingSchema }),
]);

/** `POST /sandbox/<slug>/decision`: what the person pressed on the consent page. */
export function decide({ db, cipher, appUrl }: EngineContext) {
  return async (c: Context<EngineEnv, "/:slug/decision">) => {
    if (c.req.header("origin") !== appUrl) {
      return notice(c, 403, "Not from here", "This decision did not come from the sandbox's own page.");
    }
    const slug = c.req.param("slug");
    const registration = registrationOf(slug, appUrl);
    const form = formSchema.safeParse(await readForm(c)).data;
    const request = form && readTicket(cipher, slug, form.ticket);
    if (!registration || !request) {
      return notice(
        c,
        400,
        "This page is no longer valid",
        "Nothing was decided. Begin again from the link.",
      );
    }
    const { state, scope, codeChallenge } = request;
    const grant = async (answer: (address: string) => Response | Promise<Response>) => {
      const code = randomToken();
      const { clientId, redirectUri } = registration;
      const terms = { clientId, redirectUri, scope, codeChallenge };
      const granted = await storeGrant(db, code, form.ticket, terms);
      if (granted) return answer(respondUrl(registration, { code, state }));
      const text = "It was decided on before, or too many people are at it. Begin again from the link.";
      return notice(c, 400, "This page is no longer valid", text);
    };

    switch ("ending" in form ? form.ending : form.decision) {
      case "allow":
        return grant((address) => c.redirect(address, 303));
      case "deny":
        return c.redirect(respondUrl(registration, { error: "access_denied", state }), 303);
      case "nonsense":
        return c.redirect(respondUrl(registration, { code: "nonsense", state: "nonsense" }), 303);
      case "never":
        return notice(
          c,
          200,
          "Nothing more happens here",
          "This page stays, as you asked. Nothing was decided, and nothing was sent back.",
        );
      case "twice":
        return grant((address) => twoLinksPage(c, address));
      case "slow":
        await setTimeout(SLOW_DELAY);
        return grant((address) => c.redirect(address, 303));
    }
  };
}
