import { readFile } from "node:fs/promises";
import path from "node:path";
import { freePort, spawnConsole } from "./console";
import { somebody } from "./create-page";
import { administratorEnv, expect, test } from "./test";

type Created = { instanceId: string; serverUrl: string };

test("a second process on the same folder is refused, by name, and harms nothing", async ({
  app,
  request,
}) => {
  const second = spawnConsole({ DATA_DIR: app.dataDir, PORT: String(await freePort()) });
  expect(await second.exited).toBe(1);
  expect(second.log()).toContain(`Another Patchbay is already running on ${app.dataDir}`);
  expect(second.log()).toContain("The embedded database has one owner");
  expect(second.log()).not.toContain("    at ");
  expect((await request.get("/api/instances/search")).status()).toBe(200);
});

test("an environment that makes no sense is refused, by variable", async () => {
  const wrong = spawnConsole({
    PORT: String(await freePort()),
    APP_URL: "patchbay.example.com",
    LOG_LEVEL: "loud",
  });
  expect(await wrong.exited).toBe(1);
  expect(wrong.log()).toContain("APP_URL: must be an origin");
  expect(wrong.log()).toContain("LOG_LEVEL: must be fatal");
});

test("what was answered is still there after kill -9", async ({ start }) => {
  const app = await start({ env: administratorEnv() });
  const key = (await readFile(path.join(app.dataDir, "engine-api-key"), "utf8")).trim();
  const call = (method: string, address: string, body?: object) =>
    fetch(`${app.origin}/engine/mcp-server/instance/${address}`, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
  const wanted = { serverName: "GitHub", userId: somebody(), isReadOnly: true };
  const answer = await call("POST", "create", wanted);
  const created: Created = await answer.json();
  await app.kill();

  await app.startAgain();
  const found = await call("GET", created.instanceId);
  expect(found.status).toBe(200);
  expect(await found.json()).toMatchObject({ serverName: "GitHub", externalUserId: wanted.userId });
  const repeated: Created = await (await call("POST", "create", wanted)).json();
  expect(repeated).toEqual(created);
});

test("fifty identical requests at once make one instance, and one of them made it", async ({
  app,
  request,
}) => {
  const data = { serverName: "github", userId: somebody(), platformName: "agents" };
  const headers = { origin: app.origin };
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => request.post("/api/instances", { data, headers })),
  );
  expect(new Set(answers.map((answer) => answer.status()))).toEqual(new Set([200]));
  const bodies: { created: boolean; instance: { id: string; instanceId: string } }[] = await Promise.all(
    answers.map((answer) => answer.json()),
  );
  expect(new Set(bodies.map(({ instance }) => instance.id)).size).toBe(1);
  expect(new Set(bodies.map(({ instance }) => instance.instanceId)).size).toBe(1);
  expect(bodies.filter(({ created }) => created)).toHaveLength(1);
});
