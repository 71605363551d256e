import { randomUUID } from "node:crypto";
import { and, eq, getTableColumns, getTableName, sql } from "drizzle-orm";
import { getTableConfig, type PgColumn, type PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type * as z from "zod/mini";
import { toolChangesSchema } from "@/lib/contracts/drift";
import { searchInstancesAnswerSchema, searchInstancesQuerySchema } from "@/lib/contracts/instance-search";
import { overviewSchema } from "@/lib/contracts/overview";
import { readTargetSchema, targetListSchema } from "@/lib/contracts/target";
import { listToolsAnswerSchema } from "@/lib/contracts/tool";
import { credentialHistorySchema, suspensionsSchema, usageSchema } from "@/lib/contracts/usage";
import { userAnswerSchema } from "@/lib/contracts/user";
import { createCipher, randomToken } from "../cipher";
import type { DatabaseHandle } from "../db/client";
import * as engine from "../db/schema/engine";
import * as connections from "../db/schema/engine-credential";
import * as targets from "../db/schema/engine-target";
import * as usage from "../db/schema/engine-usage";
import { gatewaySession } from "../db/schema/gateway";
import * as sandbox from "../db/schema/sandbox";
import { storeAuthorization } from "../engine/store/authorizations";
import { keepClient } from "../engine/store/clients";
import { storeCredential } from "../engine/store/credentials";
import { startServer } from "../engine/targets/remote/testing";
import { PatchbayError } from "../errors";
import { createInstance } from "../services/instances/create";
import { readCredentialHistory } from "../services/instances/credential";
import { searchInstances } from "../services/instances/search";
import { readUsage } from "../services/instances/usage";
import { readOverview } from "../services/overview/read";
import { listSuspensions } from "../services/suspensions/list";
import { readTarget, readTargets } from "../services/targets/read";
import { APP_URL, instanceRequest, openTestConsole, type TestConsole } from "../services/testing";
import { listToolChanges } from "../services/tool-changes/list";
import { callTool } from "../services/tools/call";
import { listTools } from "../services/tools/list";
import { readUser } from "../services/users/read";
import { SEALED_COLUMNS } from "./sealed-columns";

const USER = "ana@example.com";
const KEY = "an-engine-key-for-tests";

/** The engine's tables, but what two processes pass to one another and take out at once. */
const TABLES = [
  ...[connections, engine, targets, usage, sandbox].flatMap((module) => Object.values<PgTable>(module)),
  gatewaySession,
];

type Row = Record<string, unknown>;

/** An MCP server whose tools are two. */
function startVendor() {
  return startServer(async (request, response) => {
    if (request.method !== "POST") return void response.writeHead(405).end();
    let text = "";
    for await (const chunk of request) text += chunk;
    const { id, method } = JSON.parse(text);
    if (id === undefined) return void response.writeHead(202).end();
    const results: Row = {
      initialize: {
        protocolVersion: "2025-06-18",
        capabilities: { tools: {} },
        serverInfo: { name: "vendor", version: "1" },
      },
      "tools/list": { tools: ["read", "write"].map((name) => ({ name, inputSchema: { type: "object" } })) },
      "tools/call": { content: [{ type: "text", text: "done" }] },
    };
    const result = results[method];
    const answer = result ? { result } : { error: { code: -32601, message: "Method not found" } };
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ jsonrpc: "2.0", id, ...answer }));
  });
}

/** What is tried of a column; undefined where it is left alone. Of sealed ones, what is sealed, as it should be. */
type OddOf = (column: PgColumn, isSealed: boolean) => readonly string[] | undefined;

/** Tries odd values in the engine's columns, each against everything that reads them: none may take a page or an answer. */
export function testOddRows(open: () => Promise<DatabaseHandle>, oddOf: OddOf): void {
  let stage: TestConsole;
  let vendor: Awaited<ReturnType<typeof startVendor>>;
  /** Of a server in the sandbox, and of one elsewhere: the record, the engine's id and the URL. */
  let made: { id: string; instanceId: string; serverUrl: string }[];
  let strata: { strataId: string; strataServerUrl: string };

  const ask = (path: string, method = "GET", body?: unknown) =>
    stage.engine.fetchUncounted(
      new Request(path.startsWith("http") ? path : `${APP_URL}/engine${path}`, {
        method,
        headers: {
          authorization: `Bearer ${KEY}`,
          "content-type": "application/json",
          accept: "application/json, text/event-stream",
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  const rpc = (url: string, method: string, params: Row = {}) =>
    ask(url, "POST", { jsonrpc: "2.0", id: 1, method, params });

  beforeAll(async () => {
    vendor = await startVendor();
    stage = await openTestConsole(open, { allowHosts: [vendor.host] });
    const { db, cipher } = stage;
    const form = { url: `${vendor.url}/mcp`, registration: "key", clientId: "a-client" } as const;
    const secrets = {
      clientSecret: "x",
      headers: { "X-Team": "7" },
      scopes: ["read"],
      keyHeader: "X-Key: {key}",
    };
    await stage.engine.targets.write("Linear", { kind: "remote", ...form, ...secrets });
    await stage.engine.targets.addServer({ name: "Own" as never, category: "Other" as never, ...form });
    await stage.engine.targets.test("Linear", { register: false });
    made = [];
    for (const serverName of ["GitHub", "Linear"] as const) {
      const { instance } = await createInstance(
        stage.as("operator"),
        instanceRequest({ serverName, userId: serverName === "GitHub" ? USER : "ben" }),
      );
      const answer = await ask("/mcp-server/instance/create", "POST", {
        serverName,
        userId: serverName === "GitHub" ? USER : "ben",
      });
      const { instanceId, serverUrl } = await answer.json();
      made.push({ id: instance.id, instanceId, serverUrl });
      await storeCredential(
        { db, cipher },
        instanceId,
        serverName === "GitHub"
          ? { kind: "oauth", secret: { access_token: "a", token_type: "bearer", refresh_token: "r" } }
          : { kind: "key", secret: { api_key: "a-key" } },
        {
          issuer: vendor.url,
          tokenEndpoint: `${vendor.url}/token`,
          client: { clientId: "c", clientSecret: "s" },
        },
      );
      await rpc(serverUrl, "tools/list");
      await rpc(serverUrl, "tools/call", { name: "read", arguments: {} });
      await db.insert(connections.engineRefresh).values({
        instanceId,
        process: "p",
        outcome: "refused",
        tokenBefore: "a",
        reason: "x",
      });
      await stage.engine.controls.switchTool(instanceId, "gone", false);
      await stage.engine.controls.switchServerTool(serverName, "gone", false);
    }
    await stage.engine.controls.flush();
    const combined = await ask("/mcp-server/strata/create", "POST", { userId: USER, servers: ["GitHub"] });
    strata = await combined.json();
    await ask("/white-labeling/create", "POST", {
      ...{ client_id: "an-app", client_secret: "x", server_name: "GitHub" },
    });
    const instanceId = made[0]?.instanceId ?? "";
    await keepClient(
      { db, cipher },
      { issuer: vendor.url, redirectUri: "https://r.example/" },
      { clientId: "c", clientSecret: "s" },
    );
    await stage.engine.controls.suspend({ scope: "user", name: "somebody" });
    await stage.engine.controls.ruleDrift("warn");
    await db.insert(targets.engineToolVersion).values({
      ...{ serverName: "Linear" as never, place: "p", tool: "read", hash: "h", definition: "{}" },
    });
    await db.insert(gatewaySession).values({ idHash: "h", instanceId, owner: randomUUID() });
    const later = { expiresAt: new Date(Date.now() + 60_000), ticketHash: "t" };
    const code = {
      codeHash: "c",
      clientId: "c",
      redirectUri: "https://r.example/",
      scope: "",
      codeChallenge: "c",
    };
    await db.insert(sandbox.sandboxCode).values({ ...code, ...later });
  });
  afterAll(async () => {
    await stage.close();
    vendor.stop();
  });

  /** What a read takes out. */
  async function seedPassing(): Promise<void> {
    const { db, cipher } = stage;
    const instanceId = made[0]?.instanceId ?? "";
    await db.delete(connections.engineAuthorization);
    await storeAuthorization({ db, cipher }, "a-state", {
      instanceId,
      codeVerifier: "v",
      redirectUrl: null,
      provider: {},
    });
  }

  const parsed = async (answer: Promise<unknown>, schema: z.ZodMiniType) => void schema.parse(await answer);
  /** What is about one record may be refused, in words. */
  const told = (answer: Promise<unknown>) =>
    answer.catch((error: unknown) => {
      if (!(error instanceof PatchbayError) || error.code === "internal") throw error;
    });
  const answers = async (asked: Response | Promise<Response>) => {
    const response = await asked;
    const text = await response.text();
    expect(response.status, text.slice(0, 200)).not.toBe(500);
    expect(text).not.toContain("-32603");
  };

  const READS: Record<string, () => Promise<unknown>> = {
    instances: () => {
      const query = searchInstancesQuerySchema.parse({});
      return parsed(searchInstances(stage.as("viewer"), query), searchInstancesAnswerSchema);
    },
    overview: () => parsed(readOverview(stage.as("viewer")), overviewSchema),
    targets: () => parsed(readTargets(stage.as("administrator")), targetListSchema),
    "a target": () => parsed(readTarget(stage.as("administrator"), { server: "Linear" }), readTargetSchema),
    "what changed": () => parsed(listToolChanges(stage.as("viewer")), toolChangesSchema),
    suspensions: () => parsed(listSuspensions(stage.as("viewer")), suspensionsSchema),
    "a user": () => parsed(readUser(stage.as("viewer"), { userId: USER }), userAnswerSchema),
    ending: () => stage.engine.controls.endingAccounts(),
    "own servers": () => stage.engine.targets.ownServers(),
    servers: () => answers(ask("/mcp-server/servers")),
    users: () => answers(ask("/user/")),
    "an engine's user": () => answers(ask(`/user/${USER}`)),
    integrations: () => answers(ask(`/user/${USER}/integrations`)),
    "a user's account": () => answers(ask(`/user/${USER}/auth/GitHub`)),
    "tools of a server": () => answers(ask("/mcp-server/tools/Linear")),
    "a combined URL": () => answers(ask(`/mcp-server/strata/${strata.strataId}`)),
    "its tools": () => answers(ask(`/mcp-server/strata/${strata.strataId}/raw-actions`)),
    "its list": () => answers(rpc(strata.strataServerUrl, "tools/list")),
    "an app": () => answers(ask("/white-labeling/get/an-app")),
    "a callback": () => answers(ask("/oauth/callback?state=a-state&code=c")),
    "a code": () => answers(ask("/sandbox/github/token", "POST", { code: "c" })),
  };
  for (const [at, name] of ["GitHub", "Linear"].entries()) {
    const of = () => made[at] ?? { id: "", instanceId: "", serverUrl: "" };
    Object.assign(READS, {
      [`${name}: usage`]: () => parsed(readUsage(stage.as("viewer"), of()), usageSchema),
      [`${name}: tokens`]: () =>
        parsed(readCredentialHistory(stage.as("viewer"), of()), credentialHistorySchema),
      [`${name}: tools`]: () => told(parsed(listTools(stage.as("viewer"), of()), listToolsAnswerSchema)),
      [`${name}: run`]: () =>
        told(callTool(stage.as("operator"), { id: of().id, name: "read", arguments: {} })),
      [`${name}: instance`]: () => answers(ask(`/mcp-server/instance/${of().instanceId}`)),
      [`${name}: account`]: () => answers(ask(`/mcp-server/instance/${of().instanceId}/auth`)),
      [`${name}: raw actions`]: () => answers(ask(`/mcp-server/instance/${of().instanceId}/raw-actions`)),
      [`${name}: create`]: () =>
        answers(ask("/mcp-server/instance/create", "POST", { serverName: name, userId: at ? "ben" : USER })),
      [`${name}: REST list`]: () =>
        answers(ask("/mcp-server/list-tools", "POST", { serverUrl: of().serverUrl, format: "openai" })),
      [`${name}: REST call`]: () =>
        answers(ask("/mcp-server/call-tool", "POST", { serverUrl: of().serverUrl, toolName: "read" })),
      [`${name}: list`]: () => answers(rpc(of().serverUrl, "tools/list")),
      [`${name}: call`]: () => answers(rpc(of().serverUrl, "tools/call", { name: "read", arguments: {} })),
      [`${name}: consent`]: () =>
        answers(ask(`/oauth/${name.toLowerCase()}/authorize?instance_id=${of().instanceId}`)),
    });
  }

  const sealedOf = (column: PgColumn) => SEALED_COLUMNS.find((each) => each.column === column);
  const valuesOf = (column: PgColumn, row: Row): string[] => {
    const sealed = sealedOf(column);
    const odd = oddOf(column, sealed !== undefined) ?? [];
    if (!sealed) return [...odd];
    const name = sealed.nameOf(row);
    const elsewhere = createCipher(randomToken()).encrypt("{}", name);
    return ["x", elsewhere, ...odd.map((text) => stage.cipher.encrypt(text, name))];
  };

  const columns = TABLES.flatMap((table) =>
    getTableConfig(table)
      .columns.filter(({ generated, generatedIdentity }) => !generated && !generatedIdentity)
      .map((column) => [getTableName(table), column.name, table, column] as const),
  ).filter(([, , , column]) => oddOf(column, sealedOf(column) !== undefined) !== undefined);

  it.each(columns)("an odd %s.%s is answered in words", async (_table, _name, table, column) => {
    const fields = Object.entries<PgColumn>(getTableColumns(table));
    const field = fields.find(([, each]) => each === column)?.[0] ?? "";
    const together = getTableConfig(table).primaryKeys[0]?.columns.map(({ name }) => name);
    const keys = fields.filter(([, each]) => together?.includes(each.name) ?? each.primary);
    const at = (row: Row) => and(...keys.map(([name, each]) => eq(each, row[name])));
    // Whose rows these are: another name would have the reads make new ones.
    const isIdentity = table === engine.engineInstance || table === engine.engineUser;
    const reads = Object.entries(READS).filter(([name]) => !(isIdentity && name.endsWith("create")));
    const faults: string[] = [];
    await seedPassing();
    const rows: Row[] = await stage.db.select().from(table).limit(2);
    expect(rows).not.toEqual([]);
    for (const row of rows) {
      for (const value of valuesOf(column, row)) {
        const odd = sql`${value}::text::${sql.raw(column.getSQLType())}`;
        const changed = stage.db
          .update(table)
          .set({ [field]: odd })
          .where(at(row));
        // What the database itself refuses stands in no row.
        if (!(await changed.then(Boolean, () => false))) continue;
        for (const [name, read] of reads) {
          await read().catch((error: unknown) => faults.push(`${name} of ${value.slice(0, 30)}: ${error}`));
        }
        const isOdd = at({ ...row, [field]: value });
        const restored = stage.db
          .update(table)
          .set({ [field]: row[field] })
          .where(isOdd);
        // A read may have made the row anew meanwhile.
        await restored.catch(() => stage.db.delete(table).where(isOdd));
      }
    }
    expect(faults).toEqual([]);
  });
}
