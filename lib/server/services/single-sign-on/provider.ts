import * as z from "zod/mini";
import { type Role, roleSchema } from "@/lib/contracts/member";
import type { Context } from "../../context";
import { singleSignOn } from "../../db/schema/organisation";

/** What the provider's client secret is sealed as. */
export const CLIENT_SECRET = "single-sign-on:client-secret";

/** The OpenID provider at which members sign in, and what it decides. */
export type Provider = {
  label: string;
  issuer: string;
  clientId: string;
  clientSecret: string | undefined;
  domains: readonly string[];
  roleClaim: string | null;
  roleValues: Record<Role, string>;
  defaultRole: Role | null;
  /** Whether the environment names it. */
  byEnvironment: boolean;
};

/** Who may come in as what, as it is kept. */
const decisionSchema = z.object({
  label: z.string(),
  domains: z.array(z.string()),
  roleClaim: z.nullable(z.string()),
  roleValues: z.object({ administrator: z.string(), operator: z.string(), viewer: z.string() }),
  defaultRole: z.nullable(roleSchema),
});

const UNDECIDED: z.infer<typeof decisionSchema> = {
  label: "single sign-on",
  domains: [],
  roleClaim: null,
  roleValues: { administrator: "", operator: "", viewer: "" },
  defaultRole: null,
};

/**
 * As it is set: by the environment before the settings; undefined where there is none, and where what is kept says
 * nothing that this version understands, since anything made of that could let somebody in.
 */
export async function readProvider({
  db,
  cipher,
  log,
  singleSignOn: named,
}: Pick<Context, "db" | "cipher" | "log" | "singleSignOn">): Promise<Provider | undefined> {
  const [row] = await db.select().from(singleSignOn);
  if (!row && !named) return undefined;
  const decided = decisionSchema.safeParse(row ?? UNDECIDED);
  if (!decided.success) {
    log.error("what is kept of single sign-on cannot be read, so that it is off");
    return undefined;
  }
  if (named) return { ...decided.data, ...named, byEnvironment: true };
  if (!row) return undefined;
  const { issuer, clientId, clientSecret: sealed } = row;
  const clientSecret = sealed === null ? undefined : cipher.decrypt(sealed, CLIENT_SECRET);
  return { ...decided.data, issuer, clientId, clientSecret, byEnvironment: false };
}
