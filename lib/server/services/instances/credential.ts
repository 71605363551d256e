import type { CredentialHistory } from "@/lib/contracts/usage";
import { verb } from "../../verb";
import { findInstance } from "./find";

const UNKNOWN: CredentialHistory = { isKept: false, refreshes: [], revocation: null };

/** How the tokens of an instance's account fared: each renewal, and the last revocation. @throws PatchbayError */
export const readCredentialHistory = verb(
  "instance.read-usage",
  async ({ db, upstreams }, { id }: { id: string }) => {
    const row = await findInstance(db, id);
    return (await upstreams.of(row).controls?.credentialHistory(row.upstreamInstanceId)) ?? UNKNOWN;
  },
);
