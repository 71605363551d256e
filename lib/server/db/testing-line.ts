import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/**
 * The way to a database, which can be cut: what is under way breaks off, and what comes is turned away. Or it falls
 * silent: what is sent is taken, and nothing arrives.
 */
export async function startLine(url: string) {
  const target = new URL(url);
  const [host, port] = [target.searchParams.get("host") ?? target.hostname, target.port || "5432"];
  const open = new Set<Socket>();
  let isCut = false;
  let isSilent = false;
  const server = createServer((near) => {
    if (isCut) return near.destroy();
    const far = host.startsWith("/") ? connect(`${host}/.s.PGSQL.${port}`) : connect(Number(port), host);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from
        .on("error", () => {})
        .on("close", () => {
          open.delete(from);
          to.destroy();
        });
      from.pipe(to);
      if (isSilent) from.unpipe(to).resume();
    }
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const through = new URL(url);
  through.searchParams.delete("host");
  through.hostname = "127.0.0.1";
  through.port = String(address.port);
  const cut = () => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  return {
    url: through.href,
    cut,
    fallSilent() {
      isSilent = true;
      // What was sent meanwhile is lost, as on a way whose far end is gone: those connections never speak again.
      for (const socket of open) socket.unpipe().resume();
    },
    mend() {
      isCut = false;
      isSilent = false;
    },
    async stop() {
      cut();
      server.close();
      await once(server, "close");
    },
  };
}
