import { describe, expect, expectTypeOf, it } from "vitest";
import { ACTIONS, type Action, ruleOf } from "@/lib/contracts/action";
import { ROLES, roleIncludes } from "@/lib/contracts/terms/role";
import {
  type ApiKey,
  type Caller,
  type Context,
  type Member,
  SYSTEM,
  type Visitor,
  visitorOf,
} from "./context";
import { verb } from "./verb";

const CALLERS: Caller[] = [
  ...ROLES.map(
    (role): Member => ({ kind: "member", id: role, name: role, email: `${role}@example.com`, role }),
  ),
  ...ROLES.map((role): ApiKey => ({ kind: "apiKey", id: `key-${role}`, name: role, email: null, role })),
  visitorOf(undefined),
  visitorOf("a-secret"),
  SYSTEM,
];
const KINDS = ["member", "apiKey", "visitor", "system"] as const;
/** Nothing but the caller is looked at before a service runs. */
const contextOf = (caller: Caller) => ({ caller }) as never;

/** Who came through to the service. */
async function admitted(action: Action, kinds: readonly Caller["kind"][]): Promise<string[]> {
  const through: string[] = [];
  const service = verb(action, kinds, async ({ caller }) => void through.push(caller.id));
  for (const caller of CALLERS) {
    const asked = service(contextOf(caller));
    if (through.at(-1) === caller.id) await asked;
    else await expect(asked).rejects.toMatchObject({ code: "forbidden", effect: "nothing-changed" });
  }
  return through;
}

describe.each(Object.keys(ACTIONS) as Action[])("%s", (action) => {
  const { role, others = [], peopleOnly } = ruleOf(action);

  it("lets those through whom its rule names, and nobody else", async () => {
    const expected = CALLERS.filter((caller) =>
      "role" in caller
        ? role !== undefined && roleIncludes(caller.role, role) && !(peopleOnly && caller.kind === "apiKey")
        : others.some((kind) => kind === caller.kind),
    );
    expect(await admitted(action, KINDS)).toEqual(expected.map(({ id }) => id));
  });

  it.each(KINDS)("lets only callers of the service's own kind through: %s", async (kind) => {
    const ids = CALLERS.filter((caller) => caller.kind === kind).map(({ id }) => id);
    for (const id of await admitted(action, [kind])) expect(ids).toContain(id);
  });
});

it("a service is for whoever has a role, unless it says otherwise, and its type says so too", async () => {
  const forMembers = verb("instance.list", async (_context, input: string) => input);
  const forVisitors = verb("link.open", ["visitor"], async () => 1);
  expectTypeOf(forMembers).parameter(0).toEqualTypeOf<Context<Member | ApiKey>>();
  expectTypeOf(forVisitors).parameter(0).toEqualTypeOf<Context<Visitor>>();
  expectTypeOf<Context<Visitor>>().not.toExtend<Parameters<typeof forMembers>[0]>();
  expectTypeOf<Context<Member>>().not.toExtend<Parameters<typeof forVisitors>[0]>();
  await expect(forMembers(contextOf(visitorOf("a-secret")), "x")).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(forVisitors(contextOf(SYSTEM))).rejects.toMatchObject({ code: "forbidden" });
});

it("an unknown kind of caller is nobody", async () => {
  const service = verb("instance.list", async () => 1);
  for (const caller of [{ kind: "robot", role: "administrator" }, { role: "administrator" }, {}]) {
    await expect(service({ caller } as never)).rejects.toMatchObject({ code: "forbidden" });
  }
});
