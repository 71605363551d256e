import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterAll, expect, it } from "vitest";
import { verifyDatabase } from "../audit/verify-database";
import { createInstance } from "../services/instances/create";
import { findInstance } from "../services/instances/find";
import { instanceRequest, openTestConsole } from "../services/testing";
import { type DatabaseHandle, openEmbedded, openPostgres } from "./client";
import { unprivileged } from "./start-postgres.mjs";
import { createTestPostgres, openTestDatabase } from "./testing";

const SECRET = "the secret of a console on a small disk";
const folder = mkdtempSync(path.join(tmpdir(), "patchbay-full-"));

/** A disk of its own, which only some users and machines may have. */
function mountSmallDisk(): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=256m", "tmpfs", folder], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
const isMounted = mountSmallDisk();
const reason = isMounted ? "" : " (skipped: this user can mount no small disk)";

afterAll(() => {
  if (isMounted) execFileSync("umount", [folder]);
  rmSync(folder, { recursive: true, force: true });
});

type Small = { open: () => Promise<DatabaseHandle>; drop: () => Promise<void> };

async function smallPglite(): Promise<Small> {
  const files = path.join(folder, "pglite");
  await (await openTestDatabase(files)).close();
  return { open: () => openEmbedded(files), drop: async () => rmSync(files, { recursive: true }) };
}

/** A database whose tables are on the small disk. Its log is not: where that is full, the server ends, and is away. */
async function smallPostgres(): Promise<Small> {
  const { url, drop } = await createTestPostgres();
  const files = path.join(folder, "postgres");
  mkdirSync(files);
  const user = await unprivileged();
  if (user) {
    chmodSync(folder, 0o755);
    chownSync(files, user.uid, user.gid);
  }
  const elsewhere = new URL(url);
  elsewhere.pathname = "/postgres";
  const administrator = new Client({ connectionString: elsewhere.href });
  await administrator.connect();
  await administrator.query(`create tablespace small location '${files}'`);
  await administrator.query(`alter database ${new URL(url).pathname.slice(1)} set tablespace small`);
  const end = async () => {
    await drop();
    await administrator.query("drop tablespace small");
    await administrator.end();
  };
  return { open: () => openPostgres(url), drop: end };
}

it.skipIf(!isMounted).each([
  ["the embedded database", smallPglite],
  ["Postgres", smallPostgres],
] as const)(
  `a disk that is full loses nothing that was answered by %s, and all goes on after${reason}`,
  async (_, makeSmall) => {
    const { open: openSmall, drop } = await makeSmall();
    const open = () => openTestConsole(openSmall, { secret: SECRET });
    let stage = await open();
    const made: string[] = [];
    const create = async () => {
      const { instance } = await createInstance(stage.as("operator"), instanceRequest());
      made.push(instance.id);
    };
    await create();
    const ballast = path.join(folder, "ballast");
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(ballast, Buffer.alloc(bavail * bsize));

    let refused: unknown;
    for (let each = 0; each < 2_000 && refused === undefined; each += 1) {
      await create().catch((error) => {
        refused = error;
      });
    }
    // It is said to have been made at the upstream, as it is, and goes on at the next try.
    expect(refused).toMatchObject({
      code: "internal",
      effect: "changed",
      cause: { cause: { code: "53100" } },
    });
    // What is only read is there all the time.
    expect(await findInstance(stage.db, made[0] ?? "")).toMatchObject({ id: made[0] });
    rmSync(ballast);
    await create();

    // And from the disk, as after a crash or an update.
    await stage.close();
    stage = await open();
    for (const id of made) expect(await findInstance(stage.db, id)).toMatchObject({ id });
    expect(await verifyDatabase(stage.db)).toMatchObject({ events: made.length, findings: [] });
    await create();
    await stage.close();
    await drop();
  },
);
