import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { randomToken } from "../../../cipher";
import { sandboxCode } from "../../../db/schema/sandbox";
import { createBrowser } from "../../oauth/testing";
import { codeChallenge } from "../../pkce";
import { startEngine, type TestEngine } from "../../testing";
import { MOST_GRANTS } from "./store";

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(() => engine.db.delete(sandboxCode));

const provider = (slug = "github") => `${engine.appUrl}/engine/sandbox/${slug}`;
const callbackUrl = () => `${engine.appUrl}/engine/oauth/callback`;
const isCallback = (url: string) => url.startsWith(callbackUrl());
const VERIFIER = randomToken();

function authorizeUrl(change: Record<string, string | undefined> = {}): string {
  const parameters: Record<string, string | undefined> = {
    response_type: "code",
    client_id: "patchbay-engine-github",
    redirect_uri: callbackUrl(),
    scope: "issues:read issues:write",
    state: "a-state",
    code_challenge: codeChallenge(VERIFIER),
    code_challenge_method: "S256",
    ...change,
  };
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return `${provider()}/authorize?${new URLSearchParams(given)}`;
}

/** A code that the person has granted. */
async function grant(): Promise<string> {
  const browser = createBrowser(engine);
  const { url } = await browser.press(await browser.visit(authorizeUrl()), "allow", isCallback);
  return new URL(url).searchParams.get("code") ?? "";
}

const exchange = (code: string, change: Record<string, string> = {}, slug = "github") =>
  fetch(`${provider(slug)}/token`, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code,
      redirect_uri: callbackUrl(),
      client_id: "patchbay-engine-github",
      code_verifier: VERIFIER,
      ...change,
    }),
  });

describe("an authorization request", () => {
  it.each([
    [{ client_id: undefined }],
    [{ client_id: "someone-else" }],
    [{ client_id: "patchbay-engine-slack" }],
    [{ redirect_uri: undefined }],
    [{ redirect_uri: "https://evil.example/" }],
    [{ redirect_uri: "/engine/oauth/callback" }],
  ])("is sent nowhere when its client or address is unknown: %j", async (change) => {
    const page = await createBrowser(engine).visit(authorizeUrl(change));
    expect(page.status).toBe(400);
    expect(page.hops).toHaveLength(1);
    expect(page.html).not.toContain("Allow");
  });

  it("is sent nowhere by an address that only begins as the registered one does", async () => {
    for (const redirect_uri of [`${callbackUrl()}/`, `${callbackUrl()}?x=1`, `${callbackUrl()}#x`]) {
      const page = await createBrowser(engine).visit(authorizeUrl({ redirect_uri }));
      expect(page.status).toBe(400);
      expect(page.hops).toHaveLength(1);
    }
  });

  it.each([
    [{ response_type: "token" }, "unsupported_response_type"],
    [{ state: "" }, "invalid_request"],
    [{ code_challenge: undefined }, "invalid_request"],
    [{ code_challenge: "short" }, "invalid_request"],
    [{ code_challenge_method: "plain" }, "invalid_request"],
    [{ code_challenge_method: undefined }, "invalid_request"],
    [{ scope: "everything" }, "invalid_scope"],
  ])("is answered to its client when it is wrong otherwise: %j", async (change, error) => {
    const page = await createBrowser(engine).visit(authorizeUrl(change), undefined, isCallback);
    const answer = new URL(page.url).searchParams;
    expect(answer.get("error")).toBe(error);
    expect(answer.get("iss")).toBe(provider());
    expect(answer.get("code")).toBeNull();
  });

  it("has no provider where no service asks for consent", async () => {
    expect((await createBrowser(engine).visit(`${provider("exa")}/authorize`)).status).toBe(404);
  });
});

describe("a decision", () => {
  async function post(body: Record<string, string>, headers: Record<string, string>, slug = "github") {
    return createBrowser(engine).visit(`${provider(slug)}/decision`, {
      method: "POST",
      body: new URLSearchParams(body),
      headers,
    });
  }
  async function ticket(): Promise<string> {
    const { html } = await createBrowser(engine).visit(authorizeUrl());
    return /name="ticket" value="([^"]+)"/.exec(html)?.[1] ?? "";
  }

  it("counts only from the sandbox's own page", async () => {
    const body = { ticket: await ticket(), decision: "allow" };
    const origins: Record<string, string>[] = [{}, { origin: "null" }, { origin: "https://evil.example" }];
    for (const headers of origins) {
      const page = await post(body, headers);
      expect(page.status).toBe(403);
      expect(page.hops).toHaveLength(1);
    }
    expect(await engine.db.select().from(sandboxCode)).toEqual([]);
  });

  it("grants once for a ticket, however often it is sent, at once or after its code was exchanged", async () => {
    const body = { ticket: await ticket(), decision: "allow" };
    const send = () => post(body, { origin: engine.appUrl });
    const sent = await Promise.all(Array.from({ length: 10 }, send));
    expect(sent.filter(({ status }) => status === 400)).toHaveLength(9);
    await engine.db.update(sandboxCode).set({ takenAt: new Date() });
    expect((await send()).status).toBe(400);
    expect(await engine.db.select().from(sandboxCode)).toHaveLength(1);
  });

  it("keeps no more grants than people can do within a ticket's life", async () => {
    await engine.db.execute(sql`
      insert into ${sandboxCode} (code_hash, client_id, redirect_uri, scope, code_challenge, expires_at)
      select 'code-' || number, 'x', 'x', 'x', 'x', now() + interval '1 minute'
      from generate_series(1, ${MOST_GRANTS}::int) as number`);
    const body = { ticket: await ticket(), decision: "allow" };
    expect((await post(body, { origin: engine.appUrl })).status).toBe(400);
    await engine.db.update(sandboxCode).set({ expiresAt: new Date(Date.now() - 1) });
    expect((await post(body, { origin: engine.appUrl })).status).not.toBe(400);
    expect(await engine.db.select().from(sandboxCode)).toHaveLength(1);
  });

  it("counts only with a ticket that the sandbox signed", async () => {
    const real = await ticket();
    const [payload = "", signature = ""] = real.split(".");
    const changed = JSON.parse(Buffer.from(payload, "base64url").toString());
    const forged = Buffer.from(JSON.stringify({ ...changed, state: "another" })).toString("base64url");
    for (const bad of [
      "",
      ".",
      "x.y",
      payload,
      `${payload}.`,
      `${forged}.${signature}`,
      `${payload}.${payload}`,
    ]) {
      expect((await post({ ticket: bad, decision: "allow" }, { origin: engine.appUrl })).status).toBe(400);
    }
    expect((await post({ ticket: real, decision: "allow" }, { origin: engine.appUrl }, "slack")).status).toBe(
      400,
    );
    expect((await post({ ticket: real, decision: "maybe" }, { origin: engine.appUrl })).status).toBe(400);
    expect(await engine.db.select().from(sandboxCode)).toEqual([]);
  });
});

describe("the token endpoint", () => {
  it("exchanges a code once", async () => {
    const code = await grant();
    const response = await exchange(code);
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json()).toEqual({
      access_token: expect.stringMatching(/^[\w-]{43}$/),
      token_type: "Bearer",
      scope: "issues:read issues:write",
    });
    const again = await exchange(code);
    expect(again.status).toBe(400);
    expect(await again.json()).toEqual({ error: "invalid_grant" });
  });

  it.each([
    [{ code_verifier: randomToken() }, 400, "invalid_grant"],
    [{ code_verifier: "" }, 400, "invalid_grant"],
    [{ redirect_uri: "https://evil.example/" }, 400, "invalid_grant"],
    [{ client_id: "patchbay-engine-slack" }, 401, "invalid_client"],
    [{ grant_type: "password" }, 400, "unsupported_grant_type"],
    [{ code: "made-up" }, 400, "invalid_grant"],
  ])("refuses %j", async (change, status, error) => {
    const response = await exchange(await grant(), change);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error });
  });

  it("refuses a code of another provider", async () => {
    const response = await exchange(await grant(), { client_id: "patchbay-engine-slack" }, "slack");
    expect(await response.json()).toEqual({ error: "invalid_grant" });
  });

  it("gives a code one try: a wrong verifier uses it up", async () => {
    const code = await grant();
    expect((await exchange(code, { code_verifier: randomToken() })).status).toBe(400);
    expect((await exchange(code)).status).toBe(400);
  });

  it("refuses a code that has expired, and lets go of it at the next grant once its ticket has, too", async () => {
    const code = await grant();
    const past = new Date(Date.now() - 1);
    await engine.db.update(sandboxCode).set({ expiresAt: past, keptUntil: past });
    await grant();
    expect(await engine.db.select().from(sandboxCode)).toHaveLength(1);
    const late = await grant();
    await engine.db.update(sandboxCode).set({ expiresAt: new Date(Date.now() - 1) });
    for (const expired of [code, late]) expect((await exchange(expired)).status).toBe(400);
  });
});

describe("a form that cannot be read is refused, and never a fault of ours,", () => {
  const FORMS: [string, string, string][] = [
    ["without a boundary", "multipart/form-data", "x"],
    ["with a boundary that does not come", "multipart/form-data; boundary=x", "--y\r\n"],
    ["that breaks off in a header", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-da"],
    [
      "that breaks off in a field",
      "multipart/form-data; boundary=x",
      '--x\r\nContent-Disposition: form-data; name="code"\r\n\r\nab',
    ],
    [
      "with a field without a name",
      "multipart/form-data; boundary=x",
      "--x\r\nContent-Disposition: form-data\r\n\r\nab\r\n--x--",
    ],
    ["with a header that is none", "multipart/form-data; boundary=x", "--x\r\n\0\r\n\r\nab\r\n--x--"],
    ["with an empty boundary", 'multipart/form-data; boundary=""', "----"],
    ["of bytes that are no text", "application/x-www-form-urlencoded", "code=%ff%00&grant_type=%ED%A0%80"],
    ["of another type", "application/octet-stream", "grant_type=authorization_code"],
    ["of JSON", "application/json", "{"],
    ["of no type", "", "grant_type=authorization_code"],
  ];

  it.each(FORMS)("%s", async (_, type, body) => {
    for (const place of ["token", "decision"]) {
      const headers = { origin: engine.appUrl, ...(type && { "content-type": type }) };
      const answer = await fetch(`${provider()}/${place}`, {
        method: "POST",
        headers,
        body: Buffer.from(body),
      });
      expect(answer.status, place).toBe(400);
    }
  });
});
