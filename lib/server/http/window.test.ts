import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as done } from "@/app/connect/done/route";
import { GET as start } from "@/app/connect/start/route";
import { visitorWords } from "@/lib/words/visitor/words";
import { randomToken } from "../cipher";
import { contextFor } from "../context";
import { connectAttempt } from "../db/schema/connect";
import { createInstance } from "../services/instances/create";
import { instanceRequest } from "../services/testing";
import { returnCookie, visitorCookie, visitorCookieValue } from "./cookie";
import { ownPageToken } from "./own-page";
import { ask, noParams, ORIGIN, openTestRuntime, type TestRuntime } from "./testing";
import { windowPage } from "./window-page";

let running: TestRuntime;
let operator: Awaited<ReturnType<TestRuntime["signIn"]>>;
beforeAll(async () => {
  running = await openTestRuntime();
  operator = await running.signIn("operator");
});
afterAll(() => running.close());

async function create() {
  const { id, email } = operator;
  const member = { kind: "member", id, email, name: "Some operator", role: "operator" } as const;
  const context = contextFor(running, member, { id: randomUUID(), address: null });
  const { instance } = await createInstance(context, instanceRequest());
  return instance;
}
/** As a browser of today does that a page of ours sends there. */
const visit = (
  handler: typeof start,
  target: string,
  { headers, ...asked }: Parameters<typeof ask>[1] = {},
) =>
  handler(
    ask(target, {
      cookie: operator.cookie,
      ...asked,
      headers: { "sec-fetch-site": "same-origin", ...headers },
    }),
    noParams,
  );
const startOf = (id: string, kind = "popup") => `/connect/start?instance=${id}&window=${kind}`;

/** An answer's page, which must be whole, closed to scripts of others, and able to speak to its opener. */
async function pageOf(response: Response): Promise<{ status: number; outcome: string; html: string }> {
  const { status, headers } = response;
  expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'self';/);
  expect(headers.has("cross-origin-opener-policy")).toBe(false);
  const html = await response.text();
  return { status, html, outcome: /data-outcome="(\w+)"/.exec(html)?.[1] ?? "" };
}
/** Comes back to us as a provider sends the window back, after consent where that is said. */
async function comeBack(kind: "popup" | "tab", consented: boolean, page = "create") {
  const instance = await create();
  const target = new URL(
    (await visit(start, `${startOf(instance.id, kind)}&page=${page}`)).headers.get("location") ?? "",
  );
  if (consented) {
    const { instanceId } = instance;
    await running.upstreams.get().setKey(instanceId, "granted");
  }
  const back = new URL(target.searchParams.get("redirect_url") ?? "");
  return { instance, back, response: await visit(done, back.pathname + back.search) };
}

describe("a window is refused, with words,", () => {
  const expectRefused = async (response: Response, status: number) => {
    const page = await pageOf(response);
    expect(page).toMatchObject({ status, outcome: "failed" });
    expect(page.html).toContain("Request id");
    return page;
  };

  it("where nobody is signed in", async () => {
    const { id } = await create();
    const page = await expectRefused(await visit(start, startOf(id), { cookie: undefined }), 401);
    expect(page.html).toContain("Sign in to the console in this browser");
  });

  it("in the language of a browser in which nobody is signed in, and in English to a member", async () => {
    const headers = { "accept-language": "ar, en;q=0.5" };
    const page = await pageOf(await visit(done, "/connect/done?state=x", { cookie: undefined, headers }));
    expect(page.html).toContain('<html lang="ar" dir="rtl"');
    expect(page.html).toContain(visitorWords("ar").windowClosing);
    expect(page.html).not.toContain("Close this window");
    const own = await pageOf(await visit(done, "/connect/done?state=x", { headers }));
    expect(own.html).toContain('<html lang="en" dir="ltr"');
  });

  it("where a viewer opens it", async () => {
    const { cookie } = await running.signIn("viewer");
    await expectRefused(await visit(start, startOf((await create()).id), { cookie }), 403);
  });

  it.each(["cross-site", "same-site"])("where a page of ours did not open it: %s", async (site) => {
    const headers = { "sec-fetch-site": site };
    await expectRefused(await visit(start, startOf((await create()).id), { headers }), 403);
  });

  it("under another host", async () => {
    const headers = { host: "evil.example" };
    for (const [handler, target] of [
      [start, startOf(randomUUID())],
      [done, "/connect/done?state=x"],
    ] as const) {
      await expectRefused(await visit(handler, target, { headers }), 403);
    }
  });

  it("for an instance that does not exist, or no id at all", async () => {
    await expectRefused(await visit(start, startOf(randomUUID())), 404);
    for (const target of [
      "/connect/start",
      "/connect/start?instance=",
      startOf("7"),
      startOf("x", "frame"),
      `${startOf(randomUUID())}&page=//evil.example`,
    ]) {
      await expectRefused(await visit(start, target), 422);
    }
  });

  it("without an echo of what was sent", async () => {
    const hostile = encodeURIComponent('"><script>canary(1)</script>');
    for (const page of [
      await expectRefused(await visit(start, startOf(hostile)), 422),
      await expectRefused(await visit(done, `/connect/done?state=${hostile}`), 404),
      await expectRefused(await visit(done, `/connect/done?state=${hostile.repeat(10)}`), 422),
    ]) {
      expect(page.html).not.toMatch(/canary/);
    }
  });

  it("as a return that belongs to nobody here", async () => {
    const { back } = await comeBack("popup", false);
    await expectRefused(await visit(done, back.pathname + back.search), 404);
    await expectRefused(await visit(done, back.pathname + back.search, { cookie: undefined }), 404);
  });
});

describe("a browser that does not say where a request comes from", () => {
  const silent = { headers: { "sec-fetch-site": "" } };
  const tokenOf = (id: string) => ownPageToken(running.cipher, id);

  it("starts with the token of its member's page", async () => {
    const { id } = await create();
    const response = await visit(start, `${startOf(id)}&token=${tokenOf(operator.id)}`, silent);
    expect(response.status).toBe(303);
  });

  it("starts nothing with another's, a made-up one or none, and no other instance's attempt ends by it", async () => {
    const { id } = await create();
    const other = await running.signIn("administrator");
    const tokens = ["", "x", tokenOf(other.id), tokenOf(operator.id).toUpperCase(), operator.id];
    for (const token of [undefined, ...tokens]) {
      const query = token === undefined ? "" : `&token=${encodeURIComponent(token)}`;
      const { status, html } = await pageOf(await visit(start, startOf(id) + query, silent));
      expect(status, query).toBe(403);
      expect(html).toContain("Connecting starts from a page of ours");
    }
    expect(await running.db.$count(connectAttempt, eq(connectAttempt.instanceId, id))).toBe(0);
  });
});

describe("a window that starts", () => {
  // "none" is a link that was copied into a tab.
  it.each(["same-origin", "none"])("from %j goes to the provider, and tells it nothing", async (site) => {
    const { id } = await create();
    const response = await visit(start, startOf(id), { headers: { "sec-fetch-site": site } });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toMatch(`${ORIGIN}/engine/oauth/github/authorize?`);
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.has("cross-origin-opener-policy")).toBe(false);
  });
});

describe("a window that comes back", () => {
  it("after consent ends on a page that closes itself", async () => {
    const { response } = await comeBack("popup", true);
    expect(await pageOf(response)).toMatchObject({ status: 200, outcome: "connected" });
  });

  it("without consent ends on a page that stays, and says so", async () => {
    const { response } = await comeBack("popup", false);
    const page = await pageOf(response);
    expect(page).toMatchObject({ status: 200, outcome: "failed" });
    expect(page.html).toContain('role="alert"');
  });

  it("in the same tab leads to the page that was left, whatever came of it, though another site led here", async () => {
    for (const consented of [true, false]) {
      const fromCreate = await comeBack("tab", consented);
      expect(fromCreate.response.status).toBe(303);
      expect(fromCreate.response.headers.get("location")).toBe(
        `/instances/new?instance=${fromCreate.instance.id}`,
      );
      const fromInstance = await comeBack("tab", consented, "instance");
      expect(fromInstance.response.headers.get("location")).toBe(`/instances/${fromInstance.instance.id}`);
    }
  });
});

describe("a return that is refused leads on", () => {
  const wayOn = async (cookie: string | undefined) => {
    const { html } = await pageOf(await visit(done, "/connect/done?state=made-up", { cookie }));
    return /<a id="back" href="([^"]+)">/.exec(html)?.[1];
  };
  const link = `${returnCookie(ORIGIN)}=${randomToken()}`;
  const secret = randomToken();
  let visitor: string;
  beforeAll(() => {
    visitor = `${visitorCookie(ORIGIN)}=${visitorCookieValue(secret, running.cipher)}`;
  });

  it("to the console for a member, whatever link this browser opened", async () => {
    expect(await wayOn(operator.cookie)).toBe("/");
    expect(await wayOn(`${operator.cookie}; ${visitor}; ${link}`)).toBe("/");
  });

  it("to the console for nobody known, who may sign in there", async () => {
    expect(await wayOn(undefined)).toBe("/");
  });

  it("to the page of the link for its visitor, and nowhere where that is not known", async () => {
    expect(await wayOn(`${visitor}; ${link}`)).toBe(`/c/${link.split("=")[1]}`);
    expect(await wayOn(visitor)).toBeUndefined();
    // A secret that somebody else has chosen makes nobody a visitor.
    expect(await wayOn(`${visitorCookie(ORIGIN)}=${secret}; ${link}`)).toBe(`/c/${link.split("=")[1]}`);
    expect(await wayOn(`${visitor}; ${returnCookie(ORIGIN)}=//evil.example`)).toBeUndefined();
  });
});

it("a page of a window shows what it is told as text", async () => {
  const hostile = `<img src=x onerror="alert('1')">&`;
  const { html } = await pageOf(
    windowPage({
      title: hostile,
      text: hostile,
      requestId: hostile,
      back: { href: hostile, label: hostile },
    }),
  );
  expect(html).not.toMatch(/<img|onerror="|'1'/);
});
