import { roleSchema } from "@/lib/contracts/member";
import type { Context, Member } from "../context";
import { PatchbayError } from "../errors";
import { clientAddress } from "../process/address";
import type { Runtime } from "../process/runtime";

/** What a service may know of a request. An id that the request brings is not ours, and not taken for one. */
export function requestOf(
  { env }: Runtime,
  headers: Headers,
  id: string = crypto.randomUUID(),
): Context["request"] {
  return { id, address: clientAddress(headers, env.trustedProxies) };
}

/** The signed-in member, read in process: better-auth's own route for it is rate-limited. */
export async function readMember({ auth }: Runtime, headers: Headers): Promise<Member | undefined> {
  const session = await auth.api.getSession({ headers });
  if (!session) return undefined;
  const { id, name, email, role } = session.user;
  return { kind: "member", id, name, email, role: roleSchema.parse(role) };
}

/** @throws PatchbayError `unauthenticated` */
export async function requireMember(
  process: Runtime,
  headers: Headers,
  signIn = "Your session has ended. Sign in again.",
): Promise<Member> {
  const member = await readMember(process, headers);
  if (member) return member;
  throw new PatchbayError("unauthenticated", signIn);
}
