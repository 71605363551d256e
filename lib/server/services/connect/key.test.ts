import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerJson, failureOf, startServer } from "../../upstream/testing";
import { createInstance } from "../instances/create";
import { record } from "../instances/testing";
import { instanceRequest, openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { setKey } from "./key";
import { startConnect } from "./start";

const KEY = "the-key-of-an-account-8d1f";

let stage: TestConsole;
beforeAll(async () => {
  stage = await openTestConsole();
});
afterAll(() => stage.close());

/** Sends a key to an upstream that answers it so; answers the failure, which must never hold the key. */
async function refusalOf(status: number, body: object) {
  await using server = await startServer((response) => answerJson(response, status, body));
  const { instance } = await createInstance(
    stage.as("operator"),
    instanceRequest({ serverName: "Brave Search" }),
  );
  const operator = stage.as("operator", upstreamAt(server.url, "embedded"));
  const error = await failureOf(setKey(operator, { id: instance.id, key: KEY }));
  expect(JSON.stringify({ ...error, message: error.message })).not.toContain(KEY);
  expect(server.seen.filter(({ body: sent }) => sent.includes(KEY))).toHaveLength(1);
  return { error, audited: await stage.auditOf(instance.id, "instance.set-auth") };
}

describe("a key that the upstream does not accept is told on its field, with the reason,", () => {
  it.each([
    ["a 422 about the field that it was sent in", 422, ["body", "authData", "api_key"]],
    ["a 422 about the whole", 422, ["body"]],
  ])("after %s", async (_, status, loc) => {
    const { error } = await refusalOf(status, { detail: [{ loc, msg: `${KEY} has no account`, type: "x" }] });
    expect(error).toMatchObject({ code: "upstream-rejected", effect: "nothing-changed" });
    expect(error.fields).toEqual({ key: [expect.stringContaining("[redacted] has no account")] });
  });

  it("after a 400", async () => {
    const { error } = await refusalOf(400, { detail: `There is no account for ${KEY}` });
    expect(error).toMatchObject({ code: "upstream-rejected", effect: "nothing-changed" });
    expect(error.fields).toEqual({ key: [expect.stringContaining("no account for [redacted]")] });
  });

  it("after an answer that it was not a success, which is audited as refused", async () => {
    const { error, audited } = await refusalOf(200, { success: false, message: "no" });
    expect(error.fields).toEqual({ key: ["The upstream did not take this key."] });
    expect(audited).toMatchObject([{ outcome: "refused" }]);
  });
});

it.each([401, 404, 503])("an upstream that answers %d is no word about the key", async (status) => {
  const { error } = await refusalOf(status, { detail: "no" });
  expect(error.code).not.toBe("upstream-rejected");
  expect(error.fields?.key).toBeUndefined();
});

describe("after a key that is taken", () => {
  /** Answers that the account is there; `userId` is whose the upstream says it is. */
  const startUpstream = (userId = "") =>
    startServer((response, _, { method }) =>
      answerJson(
        response,
        200,
        method === "POST"
          ? { success: true }
          : { authNeeded: true, isAuthenticated: true, externalUserId: userId },
      ),
    );

  it("the upstream is asked once how the instance stands, however young the last answer is", async () => {
    await using server = await startUpstream();
    const operator = stage.as("operator", upstreamAt(server.url, "embedded"));
    const { id } = await record(stage, { serverName: "Resend", statusCheckedAt: new Date() });
    expect(await setKey(operator, { id, key: KEY })).toMatchObject({
      instance: { id, status: "connected" },
      attempt: null,
    });
    expect(server.seen.map(({ method }) => method)).toEqual(["POST", "GET"]);
  });

  it("and an instance that is another user's by now is not called connected", async () => {
    await using server = await startUpstream("somebody else");
    const operator = stage.as("operator", upstreamAt(server.url, "embedded"));
    const { id } = await record(stage, { serverName: "Resend" });
    const { instance } = await setKey(operator, { id, key: KEY });
    expect(instance).toMatchObject({ status: "unknown", missing: true });
    const window = { instance: id, window: "popup", page: "instance" } as const;
    expect(await failureOf(startConnect(operator, window))).toMatchObject({
      code: "upstream-not-found",
      effect: "nothing-changed",
    });
  });
});
