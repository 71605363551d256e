import { roleSchema } from "@/lib/contracts/member";
import type { Actor, PublicContext } from "../context";
import { PatchbayError } from "../errors";
import { clientAddress } from "../process/address";
import type { Runtime } from "../process/runtime";
import { tokenCookie, VISITOR_COOKIE } from "./cookie";

const REQUEST_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** The id that `proxy.ts` gave the request, or a new one where it did not pass there. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given && REQUEST_ID.test(given) ? given : crypto.randomUUID();
}

/** What a service needs, read from the process and the request's headers. */
export function publicContext(process: Runtime, headers: Headers, requestId: string): PublicContext {
  const { database, upstreams, cipher, attempts, log, env } = process;
  return {
    db: database.db,
    database,
    upstreams,
    cipher,
    log: log.child({ requestId }),
    appUrl: env.appUrl,
    attempts,
    visitor: tokenCookie(headers, VISITOR_COOKIE),
    request: { id: requestId, address: clientAddress(headers, env.trustedProxies) },
  };
}

/** The signed-in member, read in process: better-auth's own route for it is rate-limited. */
export async function readActor({ auth }: Runtime, headers: Headers): Promise<Actor | undefined> {
  const session = await auth.api.getSession({ headers });
  if (!session) return undefined;
  const { id, name, email, role } = session.user;
  return { id, name, email, role: roleSchema.parse(role) };
}

/** @throws PatchbayError `unauthenticated` */
export async function requireActor(process: Runtime, headers: Headers): Promise<Actor> {
  const actor = await readActor(process, headers);
  if (actor) return actor;
  throw new PatchbayError("unauthenticated", "Your session has ended. Sign in again.", {
    effect: "nothing-changed",
  });
}
