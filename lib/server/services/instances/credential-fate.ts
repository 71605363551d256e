import type { CredentialFate } from "@/lib/contracts/credential-fate";
import type { CredentialHistory } from "@/lib/contracts/usage";
import type { Context } from "../../context";
import type { InstanceRow } from "./serialize";

type Revocation = NonNullable<CredentialHistory["revocation"]>;

/** What is really dead of the credential of an instance, `row` before it was removed, at the moment `began`. */
export async function readFate(
  context: Pick<Context, "upstreams">,
  row: InstanceRow,
  began: string,
): Promise<CredentialFate> {
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
