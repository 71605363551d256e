import { randomBytes } from "node:crypto";
import { createInterface } from "node:readline/promises";
import { emailSchema, passwordSchema } from "@/lib/contracts/member";
import { eraseUser } from "../audit/erase";
import type { DatabaseHandle } from "../db/client";
import type { Env } from "../process/env";
import { acceptSecret } from "../process/secret-check";
import { appSecret } from "../process/secrets";
import { listMemberLines, resetPassword } from "../services/members/reset-password";
import { removeSecondFactorAt } from "../services/second-factor/remove";
import { allowPasswordsAt } from "../services/sign-in/allow-passwords";
import { Refusal, runCommand, withDatabase } from "./open";

const USAGE = `npm run admin -- list
    Who can sign in.
npm run admin -- reset-password EMAIL
    Sets the password that is piped in, or a new one that is printed, and ends the member's sessions.
npm run admin -- reset-second-factor EMAIL
    Removes the second factor of a member who has lost it, and ends the member's sessions.
npm run admin -- allow-passwords
    Lets members sign in by a password again, where single sign-on lets nobody in any more.
npm run admin -- erase-user USER-ID
    Erases what the record says of a user, or of a member by their address. The record stays whole.
npm run admin -- accept-secret
    Goes on with the present APP_SECRET where the one from before is lost. Server URLs that it sealed stay closed.`;

/** For whoever sits at the machine: a way back in. Each answers the lines to print, or throws a `Refusal`. */
const COMMANDS: Record<string, (handle: DatabaseHandle, env: Env, argument: string) => Promise<string>> = {
  async list({ db }) {
    const members = await listMemberLines(db);
    if (members.length === 0)
      return "Nobody can sign in yet. Start Patchbay: it prints a link to begin with.";
    return members
      .map(
        ({ email, role, name, isDisabled }) =>
          `${email}  ${role}  ${name}${isDisabled ? "  (disabled)" : ""}`,
      )
      .join("\n");
  },
  async "reset-password"({ db }, _env, argument) {
    const email = emailSchema.safeParse(argument).data;
    if (!email) throw new Refusal(`Name the member's email address.\n\n${USAGE}`);
    const piped = await readPiped();
    const password = piped || randomBytes(18).toString("base64url");
    const wrong = passwordSchema.safeParse(password).error?.issues[0]?.message;
    if (wrong) throw new Refusal(`The password was not set. ${wrong}`);
    if (!(await resetPassword(db, { email, password }))) {
      throw new Refusal(
        `Nobody with the address ${email} can sign in. "npm run admin -- list" says who can.`,
      );
    }
    return piped ? `The password of ${email} is set.` : `The password of ${email} is now:\n\n${password}`;
  },
  async "reset-second-factor"({ db }, _env, argument) {
    const email = emailSchema.safeParse(argument).data;
    if (!email) throw new Refusal(`Name the member's email address.\n\n${USAGE}`);
    if (!(await removeSecondFactorAt(db, email))) {
      throw new Refusal(`No member with the address ${email} has a second factor or a passkey.`);
    }
    return `${email} signs in by the password alone now, and can set up another second factor.`;
  },
  async "allow-passwords"({ db }) {
    await allowPasswordsAt(db);
    return "Members can sign in by a password again.";
  },
  async "erase-user"({ db }, _env, argument) {
    if (!argument) throw new Refusal(`Name the user's id.\n\n${USAGE}`);
    const erased = await eraseUser(db, argument);
    return `What ${erased} events of the record said of persons is erased.`;
  },
  async "accept-secret"({ db }, env) {
    await acceptSecret(db, await appSecret(env));
    return "From now on the present secret is the right one.";
  },
};

async function main([name = "", argument = ""]: readonly string[]): Promise<string> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new Refusal(USAGE);
  return withDatabase((handle, env) => command(handle, env, argument));
}

/** The first line of what is piped in; empty where somebody sits there, or nothing comes. */
async function readPiped(): Promise<string> {
  if (process.stdin.isTTY) return "";
  for await (const line of createInterface({ input: process.stdin })) return line;
  return "";
}

runCommand(main(process.argv.slice(2)));
