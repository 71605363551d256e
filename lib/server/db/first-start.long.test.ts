import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { openEmbedded } from "./client";
import { instance } from "./schema/instance";

/** So many first starts are killed, each a little later than the one before, from its first moment to its last. */
const KILLS = 8;
/** In milliseconds: each of the processes loads the code anew. */
const LONG = 1_500_000;

/** Another process, which makes a database in the folder once it is told to. */
async function startProcess(dataDir: string): Promise<ChildProcess> {
  const script = `
    import { createViteServer } from "vitest/node";
    const vite = await createViteServer({ configFile: "vitest.config.ts", server: { middlewareMode: true, ws: false, watch: null }, appType: "custom" });
    const { openEmbedded } = await vite.ssrLoadModule("/lib/server/db/client.ts");
    process.stdout.write("ready");
    await new Promise((told) => process.stdin.once("data", told));
    await openEmbedded(${JSON.stringify(dataDir)});
    process.stdout.write("open");`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(child.stdout as NodeJS.ReadableStream, "data");
  return child;
}

async function makeIn(dataDir: string, killAfter?: number): Promise<number> {
  const child = await startProcess(dataDir);
  const began = performance.now();
  child.stdin?.write("now");
  const opened = once(child.stdout as NodeJS.ReadableStream, "data");
  const waited = new Promise((done) => setTimeout(done, killAfter));
  await (killAfter === undefined ? opened : Promise.race([opened, waited]));
  const took = performance.now() - began;
  child.kill("SIGKILL");
  await once(child, "exit");
  return took;
}

it(
  `a first start that is killed at any of ${KILLS} moments starts again`,
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "patchbay-first-"));
    try {
      const whole = await makeIn(path.join(folder, "whole"));
      for (let kill = 0; kill < KILLS; kill += 1) {
        const dataDir = path.join(folder, String(kill));
        await makeIn(dataDir, (whole * kill) / KILLS);
        const again = await openEmbedded(dataDir);
        expect(await again.db.$count(instance), `killed after ${kill} of ${KILLS} parts`).toBe(0);
        await again.close();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
  LONG,
);
