import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { searchInstancesQuerySchema } from "@/lib/contracts/instance-search";
import { SERVER_NAMES } from "@/lib/contracts/klavis/server-name";
import { INSTANCE_STATUSES } from "@/lib/contracts/terms/status";
import { isStale } from "../../background/tasks/refresh-states";
import { TEST_DATABASES } from "../../db/testing";
import { openTestConsole, type TestConsole } from "../testing";
import { selectPage } from "./search";

const ROWS = 24_000;

/** Instances of the last half year: common values, and one in a thousand of each that is rare. */
const SEED = sql`
  insert into instance (upstream, upstream_instance_id, server_name, user_id, platform_name, connection_type, legacy,
    is_read_only, server_url, status, status_checked_at, created_by, created_by_name, created_at)
  select case when n % 1000 = 7 then 'eu' else 'embedded' end, gen_random_uuid()::text,
    (${array(SERVER_NAMES)})[1 + n % ${sql.raw(String(SERVER_NAMES.length))}],
    case when n = 777 then 'zebrafish@example.com' else 'user' || n / 5 || '@example.com' end,
    'platform ' || n, case when n % 1000 = 7 then 'SSE' else 'StreamableHttp' end, false, n % 1000 = 7, 'v1.none',
    case when n % 1000 < 994 then 'connected' else (${array(INSTANCE_STATUSES)})[1 + n % ${sql.raw(String(INSTANCE_STATUSES.length))}] end,
    now() - n * interval '1 second', 'member-' || n % 500, 'Somebody', now() - n * interval '10 minutes'
  from generate_series(1, ${sql.raw(String(ROWS))}) n`;

function array(texts: readonly string[]): SQL {
  return sql.raw(`array['${texts.join("','")}']`);
}

describe.each(TEST_DATABASES)("with %s and as many rows as make it matter", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
    await withoutSearchIndex(() => stage.db.execute(SEED));
    await stage.db.execute(sql`vacuum (analyze) instance`);
  }, 180_000);
  afterAll(() => stage.close());

  /** Made for all rows at once, the index takes a tenth of the time. */
  async function withoutSearchIndex(seed: () => Promise<unknown>): Promise<void> {
    const [index] = await stage.db
      .select({ definition: sql<string>`indexdef` })
      .from(sql`pg_indexes`)
      .where(sql`indexname = 'instance_folded_search'`);
    await stage.db.execute(sql`drop index instance_folded_search`);
    await seed();
    await stage.db.execute(sql.raw(`${index?.definition}`));
  }

  /** The plan of a statement, a line a step. */
  async function explain(statement: SQL): Promise<string> {
    const answer = await stage.db.execute(sql`explain ${statement}`);
    return JSON.stringify(answer);
  }
  const planOf = (query: Record<string, unknown>) =>
    explain(selectPage(stage.as("viewer"), searchInstancesQuerySchema.parse(query)).getSQL());

  it.each<[Record<string, unknown>, string]>([
    [{ sort: "created", direction: "descending" }, "instance_latest"],
    [{ sort: "created", direction: "ascending" }, "instance_latest"],
    [{ sort: "server", direction: "descending" }, "instance_sorted_by_server"],
    [{ sort: "server", direction: "ascending" }, "instance_sorted_by_server"],
    [{ sort: "user", direction: "descending" }, "instance_sorted_by_user"],
    [{ sort: "user", direction: "ascending" }, "instance_sorted_by_user"],
    [{ sort: "status", direction: "descending" }, "instance_sorted_by_status"],
    [{ sort: "status", direction: "ascending" }, "instance_sorted_by_status"],
    [{ q: "zebrafish" }, "instance_folded_search"],
    [{ q: "zebrafish", sort: "user" }, "instance_folded_search"],
    [{ q: "nobody has this" }, "instance_folded_search"],
    [{ q: "zz" }, "instance_folded_search"],
    [{ q: "example" }, "instance_latest"],
    [{ server: "GitHub" }, "instance_by_server"],
    [{ status: "revoked" }, "instance_by_status"],
    [{ status: "connected" }, "instance_latest"],
    [{ status: "revoked", sort: "user" }, "instance_sorted_by_status"],
    [{ userId: "user42@example.com" }, "instance_by_user"],
    [{ platform: "platform 42" }, "instance_by_platform"],
    [{ upstream: "eu" }, "instance_identity"],
    [{ transport: "SSE" }, "instance_by_transport"],
    [{ access: "read-only" }, "instance_by_access"],
    [{ presence: "gone" }, "instance_missing"],
    [{ presence: "there" }, "instance_latest"],
    [{ creator: "member-42" }, "instance_by_creator"],
    [{ age: "day" }, "instance_latest"],
    [{ age: "older" }, "instance_latest"],
    [{ q: "user42@", server: "GitHub" }, "instance_folded_search"],
  ])("%j is answered by the index %s, and not by looking at all", async (query, index) => {
    const plan = await planOf(query);
    expect(plan).toMatch(new RegExp(`using ${index} |Bitmap Index Scan on ${index} `));
    expect(plan).not.toContain("Seq Scan");
  });

  it("a page deep in the list is as near as the first", async () => {
    const place = ["created", new Date(Date.now() - 90 * 86_400_000).toISOString(), crypto.randomUUID()];
    const plan = await planOf({ after: Buffer.from(JSON.stringify(place)).toString("base64url") });
    expect(plan).toMatch(/using instance_latest .*Index Cond: \(ROW\(created_at, id\) </);
    expect(plan).not.toMatch(/Seq Scan|Sort/);
  });

  it("the sweep finds what is due by its index", async () => {
    const plan = await explain(
      sql`select id from instance where ${isStale(new Date())} order by swept_at nulls first, status_checked_at nulls first limit 25`,
    );
    expect(plan).toContain("using instance_stale ");
    expect(plan).not.toMatch(/Seq Scan|Sort/);
  });
});
