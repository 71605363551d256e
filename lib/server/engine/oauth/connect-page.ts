import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { catalogueEntry } from "@/lib/catalogue/server-name";
import type { EngineContext, EngineEnv } from "../context";
import { readForm } from "../form";
import { failurePage, leadOn, notice, page } from "../pages";
import { onlyMethods } from "../rest/answers";
import { type Instance, openInstance } from "../store/read-instances";
import { oauthUrl, opensConnectPage } from "../urls";

type ConnectContext = Context<EngineEnv, "/:instanceId/:key">;

/**
 * `/connect/<instance>/<key>`: the page to which an agent sends its person. It says whose account is to be connected, and
 * leads to the provider's consent only after a press on it; one that is connected already is not replaced from here.
 */
export function connectRoutes({ db, cipher, appUrl, log }: EngineContext) {
  const routes = new Hono<EngineEnv>();

  /** The instance of the address, if its account waits to be connected, or else what to say instead. */
  async function open(
    c: ConnectContext,
  ): Promise<{ instance: Instance } | { answer: ReturnType<typeof notice> }> {
    const { instanceId, key } = c.req.param();
    const known = opensConnectPage(cipher, instanceId, key) ? await openInstance(db, instanceId) : undefined;
    if (!known) {
      const text = "Nothing waits to be connected here. Check that the address was copied whole.";
      return { answer: notice(c, 404, "This link leads nowhere", text) };
    }
    if (!known.connected) return { instance: known };
    const text = `${known.serverName} is connected for ${known.userId}. To connect another account, ask whoever runs this console.`;
    return { answer: notice(c, 200, "This account is connected", text) };
  }

  routes.get("/:instanceId/:key", async (c) => {
    const opened = await open(c);
    return "answer" in opened ? opened.answer : question(c, opened.instance);
  });
  routes.post("/:instanceId/:key", async (c) => {
    const opened = await open(c);
    if ("answer" in opened) return opened.answer;
    const { instance } = opened;
    // Another site's form must not press the button for somebody who has not read the page.
    if (c.req.header("origin") !== appUrl) return question(c, instance);
    const address = oauthUrl(appUrl, instance);
    if (!address) return question(c, instance);
    const url = new URL(address);
    const sent = await readForm(c);
    for (const name of catalogueEntry(instance.serverName).oauthRequired ?? []) {
      const value = sent[name];
      if (typeof value !== "string" || value.trim() === "") return question(c, instance);
      url.searchParams.set(name, value.trim());
    }
    return leadOn(c, `Connecting ${instance.serverName}`, "You go on to sign in.", url.href);
  });
  routes.all("/:instanceId/:key", onlyMethods(["GET", "POST"]));
  routes.onError((error, c) => {
    log.error({ err: error, requestId: c.var.requestId }, "the connect page failed");
    return failurePage(c);
  });
  return routes;
}

function question(c: ConnectContext, { serverName, userId }: Instance) {
  return page(c, {
    title: `Connect ${serverName} for ${userId}?`,
    // Under `no-referrer`, browsers post the form with `Origin: null`.
    referrerPolicy: "same-origin",
    body: html`<p>An agent wants to use ${serverName} for <strong>${userId}</strong>. Whoever goes on connects an account of
        their own, and the agents of ${userId} then act in it.</p>
      <form method="post">
        ${(catalogueEntry(serverName).oauthRequired ?? []).map(
          (name) => html`<p><label>${name}<br><input name="${name}" required autocomplete="off"></label></p>`,
        )}
        <p class="buttons"><button class="primary">I am ${userId}: Connect</button></p>
      </form>
      <p class="quiet">If you are somebody else, close this page. Nothing was connected.</p>`,
  });
}
