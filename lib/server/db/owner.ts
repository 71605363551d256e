import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rename, rm, symlink } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

/** Another process has the data folder open. */
export class AlreadyOwnedError extends Error {
  override name = "AlreadyOwnedError";
  constructor(dataDir: string) {
    super(
      `Another Patchbay is already running on ${path.resolve(dataDir)}. The embedded database has one owner: stop the ` +
        "other process, give this one a DATA_DIR of its own, or set DATABASE_URL to share a Postgres.",
    );
  }
}

/**
 * Takes a folder, which must be there, for this process, until it ends or the returned function is called.
 *
 * A listening Unix socket is the mark of ownership, because the kernel closes it with the process, however that ends:
 * a killed owner leaves nothing that a pid in a file would, such as another process under the same number.
 *
 * Each process listens under a name of its own and then looks at the others. As no name is used twice, a mark that
 * does not answer can be removed without a second look; one shared name could by then be the next owner's. Of two
 * that start together at least one sees the other, since both listen before they look. The greater name gives way,
 * and the lesser waits for it to say whether it saw anybody or owns the folder already.
 * @throws AlreadyOwnedError
 */
export async function own(dataDir: string): Promise<() => Promise<void>> {
  const home = path.resolve(dataDir);
  const name = `owner-${randomBytes(8).toString("hex")}.sock`;
  let decide = (_owns: boolean) => {};
  const decided = new Promise<boolean>((resolve) => {
    decide = resolve;
  });
  const server = createServer(async (peer) => {
    peer.on("error", () => {}); // Who asks may have gone before the answer.
    if (await decided) peer.write("owner");
    peer.end();
  });
  server.unref();

  async function giveBack(): Promise<void> {
    decide(false);
    await rm(path.join(home, name), { force: true });
    await new Promise((resolve) => server.close(resolve));
  }

  try {
    await underShortName(home, async (folder) => {
      await listen(server, path.join(folder, name));
      for (const other of await marksIn(folder)) {
        if (other === name) continue;
        const mark = path.join(folder, other);
        if (await standsInTheWay(mark, other > name)) throw new AlreadyOwnedError(dataDir);
        await rm(mark, { force: true });
      }
    });
  } catch (error) {
    await giveBack();
    throw error;
  }
  decide(true);
  return giveBack;
}

async function marksIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => /^owner-[0-9a-f]{16}\.sock$/.test(name));
}

/** Bytes that are sure to fit where systems keep a socket's path: 104 on macOS, 108 on Linux, with a name to come. */
const ROOM = 75;

/** Hands over the folder, or a link to it where its own path is too long for a socket's. The link goes afterwards. */
async function underShortName(folder: string, use: (folder: string) => Promise<void>): Promise<void> {
  if (Buffer.byteLength(folder) <= ROOM) return use(folder);
  const place = await mkdtemp(path.join(tmpdir(), "patchbay-"));
  try {
    const link = path.join(place, "data");
    await symlink(folder, link, "dir");
    await use(link);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** A socket shows itself under its name only once it answers: before that it would look like a dead process's. */
async function listen(server: Server, socket: string): Promise<void> {
  const draft = socket.replace(/sock$/, "new");
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(draft, () => {
      server.off("error", reject);
      resolve();
    });
  });
  await rename(draft, socket);
}

/**
 * Whether a live process behind a mark keeps this one from owning. One that is to give way is waited for until it does
 * or says that it owns. Where it cannot be told, such as from a full queue, the answer is yes.
 */
function standsInTheWay(mark: string, isToGiveWay: boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const peer = connect(mark);
    const answer = (stands: boolean) => {
      resolve(stands);
      peer.destroy();
    };
    peer.once("connect", () => isToGiveWay || answer(true));
    peer.once("data", () => answer(true));
    peer.once("end", () => answer(false));
    peer.once("error", ({ code }: NodeJS.ErrnoException) => {
      answer(code !== "ECONNREFUSED" && code !== "ECONNRESET" && code !== "ENOENT");
    });
  });
}
