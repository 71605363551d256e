import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { AlreadyOwnedError, own } from "./owner";

// Other processes are what this is about, and they cannot run TypeScript: it is compiled for them once.
let compiled: string;
beforeAll(async () => {
  compiled = await mkdtemp(path.join(tmpdir(), "owner-compiled-"));
  const compiler = ["node_modules/typescript/bin/tsc", "--ignoreConfig", "--skipLibCheck", "--types", "node"];
  const target = ["--module", "nodenext", "--target", "es2022", "--outDir", compiled];
  await writeFile(path.join(compiled, "package.json"), '{"type":"module"}');
  await promisify(execFile)(process.execPath, [...compiler, ...target, "lib/server/db/owner.ts"]);
  await writeFile(
    path.join(compiled, "process.js"),
    `import { own } from "./owner.js";
     try {
       await own(process.argv[2]);
       process.send("owns");
       setInterval(() => {}, 1000);
     } catch (error) {
       process.send(error.name);
       process.disconnect();
     }`,
  );
});
afterAll(() => rm(compiled, { recursive: true, force: true }));

let dataDir: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(await realpath(tmpdir()), "owner-"));
});
afterEach(async () => {
  await Promise.all(children.splice(0).map(kill));
  await rm(dataDir, { recursive: true, force: true });
});

/** Another process that tries to own the folder; resolves with how it went. */
async function other(folder: string): Promise<{ said: unknown; child: ChildProcess }> {
  const child = spawn(process.execPath, [path.join(compiled, "process.js"), folder], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  children.push(child);
  const [said] = await once(child, "message");
  return { said, child };
}

/** As an out-of-memory killer would: no handler of the process runs. */
async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

test("a second process is refused, and told what to do", async () => {
  expect((await other(dataDir)).said).toBe("owns");
  expect((await other(dataDir)).said).toBe("AlreadyOwnedError");
  const refused = own(dataDir);
  await expect(refused).rejects.toBeInstanceOf(AlreadyOwnedError);
  await expect(refused).rejects.toThrow(dataDir);
  await expect(refused).rejects.toThrow(/DATA_DIR.*DATABASE_URL/);
});

test("who was refused leaves the owner its mark: the next one is refused as well", async () => {
  const release = await own(dataDir);
  for (let i = 0; i < 3; i += 1) expect((await other(dataDir)).said).toBe("AlreadyOwnedError");
  expect(await readdir(dataDir)).toHaveLength(1);
  await release();
  expect(await readdir(dataDir)).toEqual([]);
});

test("after a killed owner the next one owns at once, and nothing is left over", async () => {
  const { child } = await other(dataDir);
  await kill(child);
  expect(await readdir(dataDir)).toHaveLength(1);
  const release = await own(dataDir);
  await expect(own(dataDir)).rejects.toBeInstanceOf(AlreadyOwnedError);
  expect(await readdir(dataDir)).toHaveLength(1);
  await release();
});

test("of several that find a killed owner's mark, one alone takes over", async () => {
  const { child } = await other(dataDir);
  await kill(child);
  const said = await Promise.all(Array.from({ length: 4 }, async () => (await other(dataDir)).said));
  expect(said.filter((word) => word === "owns")).toHaveLength(1);
  expect(said.filter((word) => word === "AlreadyOwnedError")).toHaveLength(3);
});

test("a folder that was given back can be taken again", async () => {
  const release = await own(dataDir);
  await release();
  expect((await other(dataDir)).said).toBe("owns");
});

test("two folders have two owners", async () => {
  const names = ["one", "two"].map((name) => path.join(dataDir, name));
  for (const name of names) await mkdir(name);
  for (const name of names) expect((await other(name)).said).toBe("owns");
});

test("a folder whose path is longer than a socket's may be is owned like any other", async () => {
  const deep = path.join(dataDir, "very-long-folder-name-".repeat(8), "däta");
  await mkdir(deep, { recursive: true });
  const neighbour = path.join(path.dirname(deep), "dätb");
  await mkdir(neighbour);

  const { said, child } = await other(deep);
  expect(said).toBe("owns");
  await expect(own(deep)).rejects.toBeInstanceOf(AlreadyOwnedError);
  await (await own(neighbour))();
  await kill(child);
  const release = await own(deep);
  expect((await other(deep)).said).toBe("AlreadyOwnedError");
  await release();
  expect((await other(deep)).said).toBe("owns");
});
