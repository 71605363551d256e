import type { SignInRules, SignInWays, SingleSignOn } from "@/lib/contracts/sign-in";
import { readRules } from "../../db/sign-in-rules";
import { verb } from "../../verb";
import { describeScimToken } from "../scim/token";
import { logoutUri, redirectUri } from "../single-sign-on/addresses";
import { type Provider, readProvider } from "../single-sign-on/provider";

/** How members come in. */
export const readSignInRules = verb("sign-in.read", ["member"], async (context): Promise<SignInRules> => {
  const { appUrl } = context;
  const [rules, provider, token] = await Promise.all([
    readRules(context.db),
    readProvider(context),
    describeScimToken(context.db),
  ]);
  return {
    ...rules,
    scim: { address: `${appUrl}/api/scim/v2`, token },
    singleSignOn: provider ? serializeProvider(provider) : null,
    redirectUri: redirectUri(appUrl),
    logoutUri: logoutUri(appUrl),
  };
});

function serializeProvider({ clientSecret, domains, ...told }: Provider): SingleSignOn {
  return { ...told, domains: [...domains], hasSecret: clientSecret !== undefined };
}

/** What the sign-in page offers. */
export const listSignInWays = verb("sign-in.list-ways", ["visitor"], async (context): Promise<SignInWays> => {
  const [{ allowsPasswords }, provider] = await Promise.all([readRules(context.db), readProvider(context)]);
  return { allowsPasswords, singleSignOn: provider?.label ?? null };
});
