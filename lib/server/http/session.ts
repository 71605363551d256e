import { roleSchema } from "@/lib/contracts/member";
import { noteSeen } from "../auth/last-seen";
import type { Session } from "../auth/session-reader";
import type { ApiKey, Context, Member } from "../context";
import { PatchbayError } from "../errors";
import { clientAddress } from "../process/address";
import type { Runtime } from "../process/context";
import { authenticateKey } from "../services/api-keys/authenticate";

/** What a service may know of a request. An id that the request brings is not ours, and not taken for one. */
export function requestOf(
  { env }: Runtime,
  headers: Headers,
  id: string = crypto.randomUUID(),
): Context["request"] {
  const address = clientAddress(headers, env.trustedProxies);
  return { id, address, ...(isUnasked(headers) && { unasked: true as const }) };
}

/** As far as the browser tells (Fetch Metadata). Where it goes to by itself, its person may have followed a link. */
function isUnasked(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site") ?? "none";
  return !["same-origin", "none"].includes(site) && headers.get("sec-fetch-dest") !== "document";
}

/** Who has signed in, and what their session lacks before it opens anything. */
export type SignedIn = { member: Member; lacks: Session["lacks"] };

/** Whose session the request shows, read in process: better-auth's own route for it is rate-limited. */
export async function readSignedIn(
  { readSession, database }: Runtime,
  headers: Headers,
): Promise<SignedIn | undefined> {
  const found = await readSession(headers);
  if (!found || found.user.disabledAt) return undefined;
  const { id, name, email } = found.user;
  // Whoever has a role that there is not has none, and may do nothing.
  const { data: role } = roleSchema.safeParse(found.user.role);
  if (!role) return undefined;
  await noteSeen(database.db, found.session);
  const member: Member = { kind: "member", id, name, email, role, session: found.session.id };
  return { member, lacks: found.lacks };
}

/**
 * The signed-in member. One whose second factor is due is nobody yet, but for what signing in takes.
 * @param options.duringSignIn whether it is for that
 */
export async function readMember(
  process: Runtime,
  headers: Headers,
  { duringSignIn = false } = {},
): Promise<Member | undefined> {
  const found = await readSignedIn(process, headers);
  return found && (duringSignIn || !found.lacks) ? found.member : undefined;
}

/** @throws PatchbayError `unauthenticated` */
export async function requireMember(
  process: Runtime,
  headers: Headers,
  signIn = "Your session has ended. Sign in again.",
  options: { duringSignIn?: boolean } = {},
): Promise<Member> {
  const member = await readMember(process, headers, options);
  if (member) return member;
  throw new PatchbayError("unauthenticated", signIn);
}

/** The key that a request shows as `Authorization: Bearer` (RFC 6750); undefined where it shows none. */
export function bearerOf(headers: Headers): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(headers.get("authorization") ?? "")?.[1];
}

/** Whoever acts with an API key. @throws PatchbayError `unauthenticated`, or `forbidden` without the scope */
export async function requireKey({ database }: Pick<Runtime, "database">, secret: string): Promise<ApiKey> {
  const known = await authenticateKey(database.db, secret);
  if (!known) throw new PatchbayError("unauthenticated", "This console knows no such API key.");
  if (known.refusal) throw new PatchbayError("unauthenticated", `${known.refusal}.`);
  if (known.scopes.includes("console")) return known.caller;
  throw new PatchbayError("forbidden", 'This API key lacks the scope "console", which this needs.');
}
