import { createCipheriv, hkdfSync, randomBytes, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { newDataDir, startConsole } from "./app.mjs";
import { BUDGETS } from "./budgets.mjs";
import { send } from "./http.mjs";
import { compare, measureInTurns } from "./pairs.mjs";
import { signIn } from "./sign-in.mjs";

const MANY = 100_000;
const FEW = 100;
const BATCH = 5_000;

const SERVERS = [
  "GitHub",
  "Gmail",
  "Slack",
  "Notion",
  "Linear",
  "Jira",
  "Figma",
  "Asana",
  "Stripe",
  "HubSpot",
];
const STATUSES = ["connected", "connected", "connected", "connected", "waiting"];

/** What an operator looks for. Each finds something at both sizes. */
const SEARCHES = {
  "first page": "",
  "sorted by user": "sort=user&direction=ascending",
  "search, one user": "q=person-42%40",
  "search, one in fifty": "q=person-42",
  "search, two letters": "q=gi",
  "search, a common word": "q=example",
  "filter, a status": "status=waiting",
  "filter, server and status": "server=GitHub&status=connected",
};

/** How much longer the list takes with 100,000 instances than with 100. */
export async function measureList({ quick }) {
  const [many, few] = [await startWith(MANY), await startWith(FEW)];
  try {
    const cookies = new Map();
    for (const { origin } of [many, few]) {
      const { name, value } = await signIn(origin);
      cookies.set(origin, `${name}=${value}`);
    }
    const look = async ({ origin }, query) => {
      const url = `${origin}/api/instances/search?${query}`;
      const { status, text, milliseconds } = await send(url, { headers: { cookie: cookies.get(origin) } });
      if (status !== 200 || JSON.parse(text).instances.length === 0) {
        throw new Error(`${url} answered ${status}: ${text.slice(0, 500)}`);
      }
      return milliseconds;
    };
    const lines = [];
    for (const [name, query] of Object.entries(SEARCHES)) {
      const pairs = await measureInTurns({
        ours: () => look(many, query),
        theirs: () => look(few, query),
        rounds: quick ? 30 : 100,
        warmUp: 20,
      });
      lines.push({
        figure: `List of 100,000, ${name}`,
        unit: "ms",
        ...compare(pairs),
        judged: "ratio",
        budget: BUDGETS.listRatio,
      });
    }
    return lines;
  } finally {
    await many.stop();
    await few.stop();
  }
}

/** A console on a database that holds so many instances. */
async function startWith(count) {
  const dataDir = newDataDir();
  const first = await startConsole({ dataDir });
  await first.stop();
  await seed(dataDir, count);
  return startConsole({ dataDir });
}

async function seed(dataDir, count) {
  const encrypt = await encryption(dataDir);
  const database = new PGlite(path.join(dataDir, "database"), { extensions: { pg_trgm } });
  const { rows } = await database.query(
    `select indexdef from pg_indexes where indexname = 'instance_search'`,
  );
  // Made for all rows at once, the index takes a tenth of the time.
  await database.exec("drop index instance_search");
  for (let from = 0; from < count; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - from) }, (_, index) =>
      row(from + index, encrypt),
    );
    await database.query(
      `insert into instance (id, upstream, upstream_instance_id, server_name, user_id, platform_name, connection_type,
         legacy, is_read_only, server_url, status, status_checked_at, created_by, created_by_name, created_at)
       select (r->>'id')::uuid, 'embedded', r->>'id', r->>'server', r->>'user', r->>'platform', 'StreamableHttp',
         false, false, r->>'url', r->>'status', now(), 'bench', 'Bench', now() - (r->>'age')::int * interval '1 minute'
       from json_array_elements($1::json) r`,
      [JSON.stringify(batch)],
    );
  }
  await database.exec(rows[0].indexdef);
  await database.exec("vacuum (analyze) instance");
  await database.close();
}

function row(number, encrypt) {
  const id = randomUUID();
  return {
    id,
    server: SERVERS[number % SERVERS.length],
    user: `person-${number % (MANY / 20)}@example.com`,
    platform: `platform ${Math.floor(number / (MANY / 20))}`,
    status: STATUSES[number % STATUSES.length],
    age: number,
    url: encrypt(`https://console.example.com/engine/mcp/${id}`, `instance/${id}/serverUrl`),
  };
}

/** As `lib/server/cipher.ts` does it: the console must be able to read what it lists. */
async function encryption(dataDir) {
  const secret = (await readFile(path.join(dataDir, "app-secret"), "utf8")).trim();
  const key = Buffer.from(hkdfSync("sha256", secret, "patchbay", "encryption", 32));
  return (text, context) => {
    const iv = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
    return `v1.${iv.toString("base64url")}.${sealed.toString("base64url")}`;
  };
}
