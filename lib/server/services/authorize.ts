import { type Role, roleIncludes } from "@/lib/contracts/member";
import { ROLE_LABELS } from "@/lib/words/labels";
import type { Actor } from "../context";
import { PatchbayError } from "../errors";

/** @throws PatchbayError `forbidden` where the actor's role does not include `needed`. */
export function authorize(actor: Actor, needed: Role): void {
  if (roleIncludes(actor.role, needed)) return;
  throw new PatchbayError(
    "forbidden",
    `This takes the role ${ROLE_LABELS[needed]}, and yours is ${ROLE_LABELS[actor.role]}. Ask an administrator.`,
    { effect: "nothing-changed" },
  );
}
