import type { READINESS_VERDICTS } from "@/lib/contracts/target";
import { EgressError } from "../../../egress/egress-error";
import type { EngineContext } from "../../context";
import { clientAt, tryRegistration } from "../../oauth/client";
import { discoverProvider } from "../../oauth/provider";
import { ProviderRefusal } from "../../oauth/refusal";
import { callbackUrl } from "../../urls";
import { consentAt, type RemoteSettings } from "./settings";

/** What became of a registration that was made to try it. */
const TRIED = {
  deleted:
    "It registered this console, and deleted that again. The first account to be connected registers it anew.",
  kept: "It registered this console, which uses that from now on.",
};

type Verdict = { verdict: (typeof READINESS_VERDICTS)[number]; words: string[] };

/**
 * Whether an account could be connected at a server from here: discovery, metadata and PKCE, and, where it is asked for,
 * a registration with the real callback, which is deleted where the vendor offers that, and otherwise kept and used.
 */
export async function testReadiness(
  context: EngineContext,
  settings: RemoteSettings,
  { register }: { register: boolean },
): Promise<Verdict> {
  try {
    const consent = consentAt(settings);
    if (!consent) return await knock(context, settings);
    const provider = await discoverProvider(context, consent);
    const words = [`People consent at ${provider.issuer}, with PKCE.`];
    const known = await clientAt(context, provider, consent, { register: false }).catch(
      (error: unknown) => error,
    );
    if (!(known instanceof ProviderRefusal))
      return { verdict: "works", words: [...words, "This console is known there."] };
    if (!provider.registrationEndpoint) {
      return { verdict: "needs-own-app", words: [...words, ...ownAppSteps(context.appUrl, provider.scopes)] };
    }
    if (!register) {
      return {
        verdict: "works",
        words: [...words, "It lets clients register. Whether it lets this one was not tried."],
      };
    }
    const outcome = await tryRegistration(context, provider);
    return { verdict: "works", words: [...words, TRIED[outcome]] };
  } catch (error) {
    if (error instanceof ProviderRefusal) {
      const steps = error.verdict === "callback-not-allowed" ? ownAppSteps(context.appUrl, []) : [];
      return { verdict: error.verdict, words: [error.message, ...steps] };
    }
    if (error instanceof EgressError) return { verdict: "unreachable", words: [error.message] };
    throw error;
  }
}

/** Whether anybody answers; what a key is good for, only the account's own calls can tell. */
async function knock({ fetch, providerTimeout }: EngineContext, settings: RemoteSettings): Promise<Verdict> {
  const response = await fetch(settings.url, {
    method: "POST",
    headers: {
      ...settings.headers,
      "Content-Type": "application/json",
      Accept: "application/json, text/event-stream",
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" }),
    limits: { headers: providerTimeout, whole: providerTimeout },
  });
  await response.body?.cancel();
  if (response.status >= 500) {
    return { verdict: "unreachable", words: [`It answered HTTP ${response.status}.`] };
  }
  if (settings.registration === "key") {
    return { verdict: "takes-key", words: ["It answers. Each account is let in by a key of its own."] };
  }
  const open = response.status !== 401 && response.status !== 403;
  return open
    ? { verdict: "works", words: ["It answers, and asks for no sign-in."] }
    : { verdict: "takes-key", words: ["It answers, and asks for a credential."] };
}

function ownAppSteps(appUrl: string, scopes: readonly string[]): string[] {
  return [
    "Make an app (OAuth client) at the vendor, and paste its client id and secret here.",
    `Its redirect URI is exactly ${callbackUrl(appUrl)}`,
    ...(scopes.length > 0 ? [`It asks for these scopes: ${scopes.join(" ")}`] : []),
  ];
}
