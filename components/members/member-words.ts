import type { Role } from "@/lib/contracts/member";
import type { ListedMember } from "@/lib/contracts/member-list";
import { ROLE_LABELS, ROLE_WORDS } from "@/lib/words/labels";

/** What is done about a member after a question. */
export type Deed =
  | { kind: "role"; role: Role }
  | { kind: "disable" }
  | { kind: "enable" }
  | { kind: "end-sessions" }
  | { kind: "reset-second-factor" }
  | { kind: "remove" };

type Words = {
  title: string;
  /** What comes of it, and what is lost. */
  description: string;
  confirm: string;
  isDanger: boolean;
  /** What is said when it is done. */
  done: string;
};

/** The question before a deed, and what is said after it. */
export function deedWords({ name, isSelf }: ListedMember, deed: Deed): Words {
  switch (deed.kind) {
    case "role": {
      const role = ROLE_LABELS[deed.role].toLowerCase();
      return {
        title: `Make ${name} ${article(role)} ${role}?`,
        description: `${ROLE_WORDS[deed.role]} It counts from their next request on, also for what their API keys do.${
          isSelf && deed.role !== "administrator" ? " You will not be able to take it back yourself." : ""
        }`,
        confirm: "Change role",
        isDanger: isSelf,
        done: `${name} is ${article(role)} ${role} now.`,
      };
    }
    case "disable":
      return {
        title: `Disable ${name}?`,
        description:
          "They are signed out everywhere at once and cannot sign in, their API keys open nothing, and work that they began stops. What they made stays. You can enable them again.",
        confirm: "Disable member",
        isDanger: true,
        done: `${name} cannot sign in any more.`,
      };
    case "enable":
      return {
        title: `Enable ${name} again?`,
        description: "They can sign in with their password, and their API keys work again.",
        confirm: "Enable member",
        isDanger: false,
        done: `${name} can sign in again.`,
      };
    case "end-sessions":
      return {
        title: `End all sessions of ${name}?`,
        description: `${isSelf ? "You are" : "They are"} signed out in every browser, and can sign in again.`,
        confirm: "End sessions",
        isDanger: true,
        done: `${name} is signed out everywhere.`,
      };
    case "reset-second-factor":
      return {
        title: `Remove the second factor and the passkeys of ${name}?`,
        description: `For whoever has lost them, or where somebody else may have added one. ${
          isSelf ? "You are" : "They are"
        } signed out everywhere, and the password alone signs in until there is another one. Make sure that it is ${name} who asks.`,
        confirm: "Remove second factor",
        isDanger: true,
        done: `${name} has no second factor and no passkey any more.`,
      };
    case "remove":
      return {
        title: `Remove ${name}?`,
        description:
          "Their account, password and sessions are deleted, and their API keys open nothing any more. Instances, links and the record of what they did stay. It cannot be taken back; they can be invited again.",
        confirm: "Remove member",
        isDanger: true,
        done: `${name} is no member any more.`,
      };
  }
}

function article(word: string): string {
  return /^[aeio]/.test(word) ? "an" : "a";
}
