import * as z from "zod/mini";
import type { Vault } from "../context";
import { readCredential } from "../store/credentials";

const authDataSchema = z.record(z.string(), z.unknown());

/** What lets an instance into its account, in plain, as it was set or as the provider gave it. */
export async function readAuthData(
  vault: Vault,
  instanceId: string,
): Promise<Record<string, unknown> | undefined> {
  const credential = await readCredential(vault, instanceId);
  return credential && authDataSchema.parse(credential.secret);
}
