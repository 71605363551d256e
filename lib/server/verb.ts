import { type Action, ruleOf } from "@/lib/contracts/action";
import { roleIncludes } from "@/lib/contracts/terms/role";
import { ROLE_LABELS } from "@/lib/words/labels";
import type { Caller, Context, Principal } from "./context";
import { PatchbayError } from "./errors";

type Kind = Caller["kind"];
type CallerOf<K extends Kind> = Extract<Caller, { kind: K }>;

/** A service: something that can be done, with the rule of who may. */
export type Verb<C extends Caller, Input extends unknown[], Output> = {
  (context: Context<C>, ...input: Input): Promise<Output>;
  readonly action: Action;
  /** The kinds of callers that it takes. */
  readonly callers: readonly Kind[];
};

const PRINCIPALS = ["member", "apiKey"] as const satisfies readonly Principal["kind"][];

/**
 * Declares a service by its action. Whoever calls it is checked against the action's rule before it runs, however they
 * came to it. It is for whoever has a role, unless it names the kinds of callers that it takes.
 */
export function verb<Input extends unknown[], Output>(
  action: Action,
  run: (context: Context, ...input: Input) => Promise<Output>,
): Verb<Principal, Input, Output>;
export function verb<const K extends Kind, Input extends unknown[], Output>(
  action: Action,
  callers: readonly K[],
  run: (context: Context<CallerOf<K>>, ...input: Input) => Promise<Output>,
): Verb<CallerOf<K>, Input, Output>;
export function verb(
  action: Action,
  ...rest: [readonly Kind[], Run] | [Run]
): Verb<never, unknown[], unknown> {
  const [callers, run] = rest.length === 1 ? [PRINCIPALS, rest[0]] : rest;
  const checked = async (context: Context<Caller>, ...input: unknown[]) => {
    authorize(context.caller, { action, callers });
    return run(context as Context<never>, ...input);
  };
  return Object.assign(checked, { action, callers });
}

/** What the overloads above have checked: `run` is called with a caller of its kinds alone. */
type Run = (context: Context<never>, ...input: unknown[]) => Promise<unknown>;

/**
 * Whether the service is one for the caller's kind, and its action's rule lets them do it.
 * @throws PatchbayError `forbidden`
 */
export function authorize(
  caller: Caller,
  { action, callers }: Pick<Verb<never, never, never>, "action" | "callers">,
) {
  const { role: least, others, peopleOnly } = ruleOf(action);
  if (caller.kind === "apiKey" && peopleOnly) {
    throw refusal("This is for a member to do in the console: no API key may, whatever its role.");
  }
  if (!callers.includes(caller.kind)) throw refusal("This is not for you to do.");
  if (caller.kind === "visitor" || caller.kind === "system") {
    if (!others?.includes(caller.kind)) throw refusal("This is not for you to do.");
  } else if (!least || !roleIncludes(caller.role, least)) {
    throw refusal(
      least
        ? `This takes the role ${ROLE_LABELS[least]}, and yours is ${ROLE_LABELS[caller.role]}. Ask an administrator.`
        : "This is not for you to do.",
    );
  }
}

function refusal(message: string): PatchbayError {
  return new PatchbayError("forbidden", message);
}
