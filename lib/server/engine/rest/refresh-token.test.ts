import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { connectRemote } from "../oauth/testing";
import { json, type ProtectedServer, startProtectedServer } from "../oauth/testing-provider";
import { callTool, freePort } from "../targets/remote/testing";
import { startEngine, type TestEngine } from "../testing";

let vendor: ProtectedServer;
let engine: TestEngine;
beforeAll(async () => {
  const port = await freePort();
  vendor = await startProtectedServer({ port });
  engine = await startEngine({ allowHosts: [`127.0.0.1:${port}`], providerTimeout: 3_000 });
});
afterEach(() => vendor.overrides.clear());
afterAll(async () => {
  vendor.stop();
  await engine.stop();
});

const connected = () => connectRemote(engine, vendor, { server: "OneDrive" });
async function renew(instanceId: string, slug = "onedrive") {
  const path = `/oauth/${slug}/refresh_token?instance_id=${instanceId}`;
  const response = await engine.api(path, { method: "POST" });
  return { status: response.status, answer: await response.json() };
}
const refusal = (error: string) => ({
  status: 400,
  answer: { error, message: expect.any(String), detail: expect.any(String) },
});

it("is refused for what is no instance of the service, or is not connected", async () => {
  const { instanceId } = await connected();
  expect(await renew(randomUUID())).toEqual(refusal("invalid_instance"));
  expect(await renew("nobody")).toEqual(refusal("invalid_instance"));
  expect(await renew(instanceId, "outlook")).toEqual(refusal("invalid_instance"));
  await engine.api(`/mcp-server/instance/${instanceId}/auth`, { method: "DELETE" });
  expect(await renew(instanceId)).toEqual(refusal("not_connected"));
});

it("gets another token from the provider, which is not told and serves from then on", async () => {
  const { instanceId, serverUrl } = await connected();
  const token = async () =>
    (await (await engine.api(`/mcp-server/instance/${instanceId}/auth`)).json()).authData.access_token;
  const before = await token();
  const { status, answer } = await renew(instanceId);
  expect({ status, answer }).toMatchObject({ status: 200, answer: { status: "success" } });
  expect(vendor.tokenRequests()).toBe(1);
  const after = await token();
  expect(after).not.toBe(before);
  expect(JSON.stringify(answer)).not.toContain(after);
  vendor.refused.add(before);
  expect(await callTool(engine, serverUrl, "who")).toMatchObject({
    success: true,
    result: { isError: false },
  });
  expect(vendor.tokenRequests()).toBe(1);
});

it("says that the provider did not for now, and the account stays connected", async () => {
  const { instanceId, serverUrl } = await connected();
  vendor.overrides.set("/token", (_request, response) => json(response, { error: "oops" }, 503));
  expect(await renew(instanceId)).toEqual(refusal("not_renewed"));
  expect(await callTool(engine, serverUrl, "who")).toMatchObject({ success: true });
});

it("says that the grant is over, also the next time, when nobody is asked", async () => {
  const { instanceId } = await connected();
  vendor.overrides.set("/token", (_request, response) => json(response, { error: "invalid_grant" }, 400));
  expect(await renew(instanceId)).toEqual(refusal("invalid_grant"));
  vendor.overrides.clear();
  vendor.asked.splice(0);
  expect(await renew(instanceId)).toEqual(refusal("invalid_grant"));
  expect(vendor.tokenRequests()).toBe(0);
  expect(await (await engine.api(`/mcp-server/instance/${instanceId}`)).json()).toMatchObject({
    isAuthenticated: false,
  });
});
