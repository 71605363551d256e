import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { verifyDatabase } from "../audit/verify-database";
import { createInstance } from "../services/instances/create";
import { findInstance } from "../services/instances/find";
import { instanceRequest, openTestConsole } from "../services/testing";
import { openEmbedded } from "./client";
import { openTestDatabase } from "./testing";

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

beforeAll(async () => {
  if (isMounted) await (await openTestDatabase(folder)).close();
});
afterAll(() => {
  if (isMounted) execFileSync("umount", [folder]);
  rmSync(folder, { recursive: true, force: true });
});

it.skipIf(!isMounted)(
  `a disk that is full loses nothing that was answered, and all goes on after${reason}`,
  async () => {
    const open = () => openTestConsole(() => openEmbedded(folder), { secret: SECRET });
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
  },
);
