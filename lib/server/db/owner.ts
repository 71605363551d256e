import { randomUUID } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
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
 * Takes a folder for this process, until it ends or the returned function is called.
 *
 * A listening Unix socket is the mark of ownership, because the kernel closes it with the process, however that ends:
 * a killed owner leaves nothing that a pid in a file would, such as another process under the same number.
 * @throws AlreadyOwnedError
 */
export async function own(dataDir: string): Promise<() => Promise<void>> {
  const socket = shortest(path.join(path.resolve(dataDir), "owner.sock"));
  const server = createServer((peer) => peer.end());
  if (!(await listen(server, socket))) {
    await removeAbandoned(socket, dataDir);
    if (!(await listen(server, socket))) throw new AlreadyOwnedError(dataDir);
  }
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

/** A socket's path has room for about 100 bytes; the relative form is often the shorter one. */
function shortest(absolute: string): string {
  const relative = path.relative(process.cwd(), absolute);
  return relative.length < absolute.length ? relative : absolute;
}

function listen(server: Server, socket: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(false) : reject(error);
    server.once("error", failed);
    server.listen(socket, () => {
      server.off("error", failed);
      resolve(true);
    });
  });
}

/** Moved aside before it is judged, so that of two starting processes one alone can take over. */
async function removeAbandoned(socket: string, dataDir: string): Promise<void> {
  const aside = `${socket}.${randomUUID().slice(0, 8)}`;
  try {
    await rename(socket, aside);
  } catch {
    return; // Another process moved it first.
  }
  if (await answers(aside)) {
    await rename(aside, socket);
    throw new AlreadyOwnedError(dataDir);
  }
  await rm(aside, { force: true });
}

function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const peer = connect(socket);
    peer.once("connect", () => {
      peer.destroy();
      resolve(true);
    });
    peer.once("error", () => resolve(false));
  });
}
