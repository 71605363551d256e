import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { secondFactorPath, signInPath } from "@/lib/paths";
import { type Context, contextFor, type Member, type Visitor } from "../context";
import type { Runtime } from "../process/context";
import { runtime } from "../process/runtime";
import { findInvitation } from "../services/members/invitation";
import { findPasswordLink } from "../services/members/password-link";
import { checkSetupLink } from "../services/setup/check";
import { readVisitor } from "./cookie";
import { readSignedIn, requestOf, type SignedIn } from "./session";

type SignedInContext = { context: Context<Member>; lacks: SignedIn["lacks"] };

/** The request's member, read once for a page and its layouts. */
const readContext = cache(async (): Promise<SignedInContext | undefined> => {
  const [process, incoming] = await Promise.all([runtime(), headers()]);
  const found = await readSignedIn(process, incoming);
  if (!found) return undefined;
  const context = contextFor(process, found.member, requestOf(process, incoming, idOf(incoming)));
  return { context, lacks: found.lacks };
});

/** What a page works with that asks nobody to sign in. */
export async function publicPageContext(): Promise<Context<Visitor>> {
  const [process, incoming] = await Promise.all([runtime(), headers()]);
  const visitor = readVisitor(incoming, process);
  return contextFor(process, visitor, requestOf(process, incoming, idOf(incoming)));
}

/** Every page passes by `proxy.ts`, which gives it an id in place of any that it brings. */
function idOf(incoming: Headers): string | undefined {
  return incoming.get("x-request-id") ?? undefined;
}

/** How far whoever asks has come with signing in, for pages that the signed-in have no business on. */
export async function signInStanding(): Promise<"out" | "in" | NonNullable<SignedIn["lacks"]>> {
  const found = await readContext();
  return found ? (found.lacks ?? "in") : "out";
}

/** Whether a one-time setup link would still work. */
export async function isSetupLinkOpen(token: string): Promise<boolean> {
  const { database } = await runtime();
  return checkSetupLink(database, token);
}

/** For whom an invitation is, where it would still work. */
export async function openInvitation(
  token: string,
): Promise<{ email: string; invitedBy: string } | undefined> {
  const { database } = await runtime();
  return findInvitation(database.db, token);
}

/** Whose password a link would set, where it would still work. */
export async function openPasswordLink(token: string): Promise<{ email: string } | undefined> {
  const { database } = await runtime();
  return findPasswordLink(database.db, token);
}

/** What this installation was started with. */
export async function installation(): Promise<Pick<Runtime, "env" | "database">> {
  const { env, database } = await runtime();
  return { env, database };
}

/** What a page's prefetch works with. The signed-out are sent to sign in, and come back to where they wanted to go. */
export async function requirePage(): Promise<Context<Member>> {
  const found = await readContext();
  if (!found || found.lacks) {
    const wanted = (await headers()).get("x-pathname") ?? "/";
    redirect((found ? secondFactorPath : signInPath)(wanted));
  }
  return found.context;
}
