import { KlavisClient } from "klavis";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { oauthServer } from "@/lib/catalogue/oauth-server";
import { engineWhiteLabel } from "../../db/schema/engine-credential";
import { readOwnClient } from "../store/white-labels";
import { API_KEY, startEngine, type TestEngine } from "../testing";

let engine: TestEngine;
let klavis: KlavisClient;
beforeAll(async () => {
  engine = await startEngine({
    findKey: async (secret) =>
      secret === "another"
        ? { id: "another", account: "team", scopes: ["read", "admin"], told: [], tell: async () => {} }
        : undefined,
  });
  klavis = clientWith(API_KEY);
});
beforeEach(async () => {
  await engine.db.delete(engineWhiteLabel);
});
afterAll(() => engine.stop());

const clientWith = (apiKey: string) => new KlavisClient({ apiKey, environment: `${engine.appUrl}/engine` });
const APP = { client_id: "Iv1.abc/def", client_secret: "s3cr3t-of-the-app", server_name: "GitHub" } as const;

describe("an OAuth app of one's own", () => {
  it.each([
    ["without a client id", { ...APP, client_id: "" }, "client_id"],
    ["without a secret", { ...APP, client_secret: "" }, "client_secret"],
    ["with what cannot be stored", { ...APP, client_id: "a\0b" }, "client_id"],
    ["of a service that there is none of", { ...APP, server_name: "Nowhere" }, "server_name"],
  ])("is refused %s, and the secret is not repeated", async (_, body, field) => {
    const response = await engine.api("/white-labeling/create", { method: "POST", body });
    expect(response.status).toBe(422);
    const answer = await response.text();
    expect(JSON.parse(answer).detail).toMatchObject([{ loc: ["body", field] }]);
    expect(answer).not.toContain(APP.client_secret);
  });

  it("is kept, told again without its secret, and replaced by one of the same client id", async () => {
    const data = { client_id: APP.client_id, server_name: "GitHub", callback_url: null, account_id: null };
    expect(await klavis.whiteLabeling.createWhiteLabeling(APP)).toMatchObject({ success: true, data });
    const callback_url = "https://app.example.com/callback";
    await klavis.whiteLabeling.createWhiteLabeling({ ...APP, callback_url });
    const found = await klavis.whiteLabeling.getWhiteLabelingByClientId(APP.client_id);
    expect(found).toEqual({ success: true, data: { ...data, callback_url }, message: null });
    expect(JSON.stringify(await engine.db.select().from(engineWhiteLabel))).not.toContain(APP.client_secret);
  });

  it("belongs to its account, whose server it is for", async () => {
    await klavis.whiteLabeling.createWhiteLabeling(APP);
    const unknown = await clientWith("another")
      .whiteLabeling.getWhiteLabelingByClientId(APP.client_id)
      .catch((error: unknown) => error);
    expect(unknown).toMatchObject({ statusCode: 404, body: { detail: "White labeling not found" } });
    expect(await readOwnClient(engine, "main", "GitHub")).toEqual({
      clientId: APP.client_id,
      clientSecret: APP.client_secret,
      callbackUrl: null,
    });
    expect(await readOwnClient(engine, "team", "GitHub")).toBeUndefined();
    expect(await readOwnClient(engine, "main", "Slack")).toBeUndefined();
    const later = { ...APP, client_id: "later", client_secret: "another" };
    await klavis.whiteLabeling.createWhiteLabeling(later);
    expect(await readOwnClient(engine, "main", "GitHub")).toMatchObject({
      clientId: "later",
      clientSecret: "another",
    });
  });

  it("is known by the catalogue's names", () => {
    expect(["Onedrive", "Outlook", "MsCalendar", "Google Drive", "Hugging Face"].map(oauthServer)).toEqual([
      "OneDrive",
      "Outlook Mail",
      "Outlook Calendar",
      "Google Drive",
      "Hugging Face",
    ]);
  });
});
