import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { signInPath } from "@/lib/paths";
import { type Context, contextFor, type Member, type Visitor } from "../context";
import type { Runtime } from "../process/context";
import { runtime } from "../process/runtime";
import { findInvitation } from "../services/members/invitation";
import { findPasswordLink } from "../services/members/password-link";
import { checkSetupLink } from "../services/setup/check";
import { readVisitor } from "./cookie";
import { readMember, requestOf } from "./session";

/** The request's member, read once for a page and its layouts. */
const readContext = cache(async (): Promise<Context<Member> | undefined> => {
  const [process, incoming] = await Promise.all([runtime(), headers()]);
  const member = await readMember(process, incoming);
  return member && contextFor(process, member, requestOf(process, incoming, idOf(incoming)));
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

/** For pages that the signed-in have no business on. */
export async function isSignedIn(): Promise<boolean> {
  return (await readContext()) !== undefined;
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
  const context = await readContext();
  if (!context) {
    const wanted = (await headers()).get("x-pathname") ?? "/";
    redirect(signInPath(wanted));
  }
  return context;
}
