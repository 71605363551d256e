import { lookup } from "node:dns";
import { createLogger } from "../../../process/log";
import type { Fields, Target } from "../port";
import type { BuiltinContext, Fetched } from "./context";
import { builtinTargets } from "./target";

type Page = { status?: number; type?: string; body?: string | Uint8Array; headers?: Record<string, string> };

/** A built-in server over pages of a test's own: what is asked for elsewhere is not there. */
export async function openBuiltin(
  serverName: string,
  { pages = {}, secret }: { pages?: Record<string, Page>; secret?: unknown } = {},
): Promise<
  Target & { call(name: string, given?: Fields, signal?: AbortSignal): Promise<Fields>; asked: string[] }
> {
  const asked: string[] = [];
  const context: Omit<BuiltinContext, "credential"> = {
    async fetch(url, { maxBytes, method = "GET" }): Promise<Fetched> {
      asked.push(url);
      const page = pages[url];
      if (!page) throw new Error("The host is not known.");
      const body = Buffer.from(page.body ?? "");
      if (body.length > maxBytes) throw new Error("The answer is larger than is allowed.");
      const headers = new Headers({
        "content-type": page.type ?? "text/html; charset=utf-8",
        ...page.headers,
      });
      return { url, status: page.status ?? 200, headers, body: method === "HEAD" ? new Uint8Array() : body };
    },
    lookup: () => lookup as never,
  };
  const factory = builtinTargets({ ...context, log: createLogger("silent") }, serverName);
  if (!factory) throw new Error(`${serverName} is not built in`);
  const instance = {
    id: "i",
    serverName: serverName as never,
    userId: "u",
    legacy: false,
    isReadOnly: false,
  };
  const target = await factory.open(instance, async () =>
    secret === undefined ? undefined : { kind: "key", secret },
  );
  const call = (name: string, given: Fields = {}, signal?: AbortSignal) =>
    target.callTool({ name, arguments: given }, { requestId: "r", ...(signal && { signal }) });
  return { ...target, call, asked };
}

/** What a refused call says; one that is not refused fails the test. */
export function refusalOf({ isError, content }: Fields): string {
  if (isError !== true) throw new Error(`the call went through: ${JSON.stringify(content)}`);
  return (content as { text: string }[])[0]?.text ?? "";
}

export function textOf({ content }: Fields): string {
  return (content as { text: string }[])[0]?.text ?? "";
}
