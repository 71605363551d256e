import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DatabaseHandle, openEmbedded, openPostgres } from "./client";
import { AlreadyOwnedError } from "./owner";
import { schema } from "./schema";
import { setupLink } from "./schema/auth";
import { createTestPostgres, openTestDatabase, TEST_DATABASES } from "./testing";

describe.each(TEST_DATABASES)("%s", (_, open) => {
  let handle: DatabaseHandle;
  beforeAll(async () => {
    handle = await open();
  });

  it("has every table of the schema as the schema has it", async () => {
    for (const table of Object.values(schema)) {
      // The record's chain has a place to begin at.
      const first = table === schema.auditHead ? [expect.objectContaining({ position: 0 })] : [];
      expect(await handle.db.select().from(table)).toEqual(first);
    }
  });

  it("says by a ping that it hangs", async () => {
    // As many transactions as there are connections, all waiting for us.
    let end = () => {};
    const done = new Promise<void>((resolve) => {
      end = resolve;
    });
    const begun = Array.from({ length: 10 }, () => handle.db.transaction(() => done));
    await expect(handle.ping(1)).rejects.toThrow("in time");
    end();
    await Promise.all(begun);
    await handle.ping();
  });

  it("answers no ping when it is closed", async () => {
    await handle.close();
    await expect(handle.ping()).rejects.toThrow();
  });
});

describe("Postgres", () => {
  it("is migrated once by processes that start at the same time", async () => {
    const { url, drop } = await createTestPostgres();
    const handles = await Promise.all(Array.from({ length: 4 }, () => openPostgres(url)));
    const [first] = handles;
    await first?.db.insert(setupLink).values({ tokenHash: "kept" });
    for (const { db } of handles) {
      expect(await db.select({ tokenHash: setupLink.tokenHash }).from(setupLink)).toEqual([
        { tokenHash: "kept" },
      ]);
    }
    await Promise.all(handles.map(({ close }) => close()));

    const again = await openPostgres(url);
    expect(await again.db.$count(setupLink)).toBe(1);
    await again.close();
    await drop();
  });

  it("bounds each statement of every connection, that of the migrations too, once these are over", async () => {
    const { url, drop } = await createTestPostgres();
    const { db, close } = await openPostgres(url);
    const bounds = await Promise.all(
      Array.from({ length: 5 }, () =>
        db.transaction((tx) =>
          tx.execute<{ bound: string }>(
            sql`select current_setting('statement_timeout') bound, pg_sleep(0.2)`,
          ),
        ),
      ),
    );
    const said = bounds.map((answer) => (answer as unknown as { rows: { bound: string }[] }).rows[0]?.bound);
    expect(said).toEqual(Array(5).fill("30s"));
    await close();
    await drop();
  });

  it("outlives a connection that the server drops", async () => {
    const { url, drop } = await createTestPostgres();
    const [{ db, ping, close }, other] = [await openPostgres(url), await openPostgres(url)];
    await ping();
    const ended = sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
    await other.db.execute(ended);
    await expect.poll(() => ping().then(() => "answers", String)).toBe("answers");
    expect(await db.select().from(setupLink)).toEqual([]);
    await Promise.all([close(), other.close()]);
    await drop();
  });

  it("that is not there is said to be so", async () => {
    await expect(openPostgres("postgres://patchbay@127.0.0.1:1/patchbay")).rejects.toThrow("ECONNREFUSED");
  });
});

describe("the embedded database in a folder", () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = path.join(await mkdtemp(path.join(tmpdir(), "patchbay-client-")), "data");
  });
  afterEach(() => rm(path.dirname(dataDir), { recursive: true, force: true }));

  it("has one owner, and keeps what was written", async () => {
    const first = await openTestDatabase(dataDir);
    await first.db.insert(setupLink).values({ tokenHash: "kept" });
    await expect(openTestDatabase(dataDir)).rejects.toBeInstanceOf(AlreadyOwnedError);
    await first.close();

    const second = await openEmbedded(dataDir);
    expect(await second.db.select({ tokenHash: setupLink.tokenHash }).from(setupLink)).toEqual([
      { tokenHash: "kept" },
    ]);
    await second.close();
  });

  it("starts again after a first start that was killed while it made the files", async () => {
    const draft = path.join(dataDir, "database.new");
    await mkdir(path.join(draft, "base"), { recursive: true });
    await writeFile(path.join(draft, "PG_VERSION"), "18");
    const handle = await openTestDatabase(dataDir);
    await handle.db.insert(setupLink).values({ tokenHash: "kept" });
    await handle.close();
    expect(await readdir(dataDir)).toEqual(["database"]);
  });

  it("says at every try why it does not open", async () => {
    await mkdir(dataDir);
    await writeFile(path.join(dataDir, "database"), "not a folder");
    for (let tries = 0; tries < 2; tries += 1) {
      await expect(openTestDatabase(dataDir)).rejects.not.toBeInstanceOf(AlreadyOwnedError);
    }
  });
});
