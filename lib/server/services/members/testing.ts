import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import type { Role } from "@/lib/contracts/member";
import type { Context, Member } from "../../context";
import { account, session, user } from "../../db/schema/auth";
import { addMember, type TestConsole } from "../testing";
import { inviteMember } from "./invite";
import { makePasswordLink } from "./password-link";

export const PASSWORD = "correct horse battery";

/** Members as they come and go. Each has an address that no other test has. */
export function membersOn(stage: TestConsole) {
  const address = () => `${randomUUID()}@example.com`;
  let passwordHash: Promise<string> | undefined;

  /** A member of that role with so many sessions, who acts in the first of them, if any. */
  async function signedIn(count: number, role: Role = "operator") {
    const id = randomUUID();
    const email = address();
    await stage.db.insert(user).values({ id, name: `Some ${role}`, email, role });
    passwordHash ??= hashPassword(PASSWORD);
    const credential = { id: randomUUID(), accountId: id, providerId: "credential", userId: id };
    await stage.db.insert(account).values({ ...credential, password: await passwordHash });
    const sessions = Array.from({ length: count }, () => randomUUID());
    const expiresAt = new Date(Date.now() + 60_000);
    for (const each of sessions) {
      await stage.db.insert(session).values({ id: each, token: each, userId: id, expiresAt });
    }
    const [first] = sessions;
    const caller: Member = {
      kind: "member",
      id,
      name: `Some ${role}`,
      email,
      role,
      ...(first && { session: first }),
    };
    const member: Context<Member> = { ...stage.as(role), caller };
    return { member, sessions };
  }

  /** Puts the administrator in whose name the console acts into the database, once. */
  async function administrator(): Promise<Context<Member>> {
    const context = stage.as("administrator");
    const { id } = context.caller;
    if ((await stage.db.$count(user, eq(user.id, id))) === 0) await addMember(stage, "administrator");
    return context;
  }

  async function invite(role: Role = "operator", by?: Context<Member>) {
    const email = address();
    const { invitation, url } = await inviteMember(by ?? (await administrator()), { email, role });
    return { id: invitation.id, email, url, token: url.split("/").at(-1) ?? "" };
  }

  async function passwordLink() {
    const { member } = await signedIn(1);
    const { url } = await makePasswordLink(await administrator(), { id: member.caller.id });
    return { member, token: url.split("/").at(-1) ?? "" };
  }

  const removeAll = () => stage.db.delete(user);

  return { address, signedIn, administrator, invite, passwordLink, removeAll };
}
