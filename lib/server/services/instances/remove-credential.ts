import type { CredentialFate } from "@/lib/contracts/credential-fate";
import type { CredentialHistory } from "@/lib/contracts/usage";
import type { Context } from "../../context";
import { deauthorizeInstance } from "./deauthorize";
import { findInstance } from "./find";
import type { InstanceRow } from "./serialize";

type Revocation = NonNullable<CredentialHistory["revocation"]>;

/** Removes an instance's authorization, and answers what is really dead of it. @throws PatchbayError */
export async function removeCredential(context: Context, { id }: { id: string }): Promise<CredentialFate> {
  const row = await findInstance(context.db, id);
  const began = new Date().toISOString();
  await deauthorizeInstance(context, { id });
  const { controls } = context.upstreams.of(row);
  if (!controls)
    return { fate: row.status === "no-sign-in-needed" ? "none" : "not-told", until: null, at: began };
  const { revocation } = await controls.credentialHistory(row.upstreamInstanceId);
  if (revocation && (revocation.at >= began || row.status === "revoked")) return fateOf(revocation);
  return { fate: hadNone(row) ? "none" : "unknown", until: null, at: began };
}

function fateOf({ outcome, at, until }: Revocation): CredentialFate {
  if (outcome === "revoked") return { fate: "revoked", until: null, at };
  // A key is none of OAuth's tokens, which alone can be revoked this way.
  if (outcome === "nothing-to-revoke") return { fate: "key", until: null, at };
  return { fate: until === null ? "lives-on" : "lives-until", until, at };
}

/** Where nobody had connected an account, or it was taken away before, there was nothing to delete. */
function hadNone({ status }: InstanceRow): boolean {
  return status === "waiting" || status === "no-sign-in-needed" || status === "revoked";
}
