import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Instance } from "@/lib/contracts/instance";
import type { KlavisServerName } from "@/lib/contracts/klavis/server-name";
import { type CreateLinkAnswer, LINK_HOURS } from "@/lib/contracts/link";
import { type Context, type Visitor, visitorOf } from "../../context";
import { instance } from "../../db/schema/instance";
import { completeReturn } from "../connect/return";
import { createInstance } from "../instances/create";
import { instanceRequest, type TestConsole } from "../testing";
import { confirmPerson } from "./confirm";
import { createLink } from "./create";
import { startItem } from "./item";

/** What the tests of connect links do again and again, on a console. */
export function linksOn(stage: TestConsole) {
  /** Instances of one user whom no other test knows, in this order. */
  async function create(...names: KlavisServerName[]): Promise<Instance[]> {
    const userId = `user-${randomUUID()}`;
    const made: Instance[] = [];
    for (const serverName of names) {
      const answer = await createInstance(stage.as("operator"), instanceRequest({ serverName, userId }));
      made.push(answer.instance);
    }
    return made;
  }

  /** A link for instances, as the operator makes it; `token` is what stands in its address. */
  async function send(
    instances: readonly Instance[],
    expiresInHours: number = LINK_HOURS.usual,
  ): Promise<CreateLinkAnswer & { token: string }> {
    const instanceIds = instances.map(({ id }) => id);
    const made = await createLink(stage.as("operator"), { instanceIds, person: "Ana", expiresInHours });
    return { ...made, token: new URL(made.url).pathname.replace("/c/", "") };
  }

  /** A browser of somebody's at an address of its own, so that its wrong guesses count for nobody else. */
  const browser = (visitor?: string): Context<Visitor> => ({
    ...stage.visitor(),
    caller: visitorOf(visitor),
    request: {
      id: randomUUID(),
      address: `2001:db8:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}::1`,
    },
  });

  /** A browser in which somebody has said that they are the person of the link. */
  async function person(token: string): Promise<Context<Visitor>> {
    const { visitor } = await confirmPerson(browser(), { token });
    return browser(visitor);
  }

  /** What consent at the provider leads to: the upstream has the account, which the console will ask it for anew. */
  async function consent({ id, instanceId }: Instance): Promise<void> {
    await stage.embedded.setKey(instanceId, "granted");
    await stage.db.update(instance).set({ statusCheckedAt: null }).where(eq(instance.id, id));
  }

  /** Connects one account in a person's browser: the window opens, they consent, and the window comes back. */
  async function connect(context: Context<Visitor>, token: string, item: number, instance: Instance) {
    const { redirectTo } = await startItem(context, { token, item, window: "popup" });
    await consent(instance);
    const back = new URL(new URL(redirectTo).searchParams.get("redirect_url") ?? "");
    const state = back.searchParams.get("state") ?? "";
    await completeReturn(context, { state, holders: [context.caller] });
  }

  return { create, send, browser, person, consent, connect };
}
