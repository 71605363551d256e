import { describe, expect, it } from "vitest";
import { createLogger } from "../../../process/log";
import type { Fields, Target, Tool } from "../../targets/port";
import type { GovernedInstance } from "../context";
import { governTarget } from "../policy";
import { listedTarget, MANY_TOOLS, silentTarget, structured } from "../testing";
import { discoveryTarget } from "./target";

const OPTIONS = { requestId: "a-request" };
const log = createLogger("silent");
const INSTANCE: GovernedInstance = {
  id: "3f1c0f60-8f0e-4c39-9a55-0d2f1f1c6a11",
  serverName: "GitHub",
  userId: "ada",
  legacy: false,
  isReadOnly: false,
  connected: true,
  suspended: null,
  switchedOff: [],
  switchedOffAtServer: [],
  callLimit: null,
  holdsChanges: false,
  registration: null,
};

function discover(
  behind: Record<string, readonly Tool[] | Target>,
  { isReadOnly = false, handlesAuth = true, connected = true } = {},
) {
  const called: string[] = [];
  const servers = Object.entries(behind).map(([name, given]) => {
    const { target } = "serverInfo" in given ? { target: given } : listedTarget(given);
    const noting: Target = {
      ...target,
      callTool: (call, options) => {
        called.push(`${name} ${call.name} ${JSON.stringify(call.arguments)}`);
        return target.callTool(call, options);
      },
    };
    return {
      name,
      target: governTarget(noting, () => ({ ...INSTANCE, isReadOnly, connected })),
      isReadOnly: () => isReadOnly,
      howToConnect: () => (connected ? undefined : `Open https://console.example.com/${name}`),
    };
  });
  const serverInfo = { name: "patchbay", version: "1" };
  const target = discoveryTarget(servers, { serverInfo, handlesAuth, log });
  const call = (name: string, args: Fields) => target.callTool({ name, arguments: args }, OPTIONS);
  return { target, called, call };
}

const textOf = (result: Fields) => (result.content as { text: string }[])[0]?.text;
const discoverActions = (user_query: string, ...server_names: string[]) => ({ user_query, server_names });

describe("what is refused", () => {
  it.each([
    [
      "a server that is not there",
      { server_name: "Slack", action_name: "list_team_order" },
      /No server is called "Slack" here\. There are: GitHub, Gmail\./,
    ],
    [
      "parameters that are no JSON",
      { server_name: "GitHub", action_name: "list_team_order", body_schema: "{" },
      /body_schema has to be a JSON object/,
    ],
    [
      "a number that would become another one",
      { server_name: "GitHub", action_name: "list_team_order", body_schema: '{"id":9007199254740993}' },
      /9007199254740993 in body_schema cannot be passed on with all its digits/,
    ],
    [
      "parameters that are no object",
      { server_name: "GitHub", action_name: "list_team_order", query_params: "[1]" },
      /query_params has to be a JSON object/,
    ],
    [
      "a parameter given twice",
      {
        server_name: "GitHub",
        action_name: "list_team_order",
        path_params: '{"a":1}',
        body_schema: '{"a":2}',
      },
      /"a" is given twice/,
    ],
    ["no action", { server_name: "GitHub" }, /Invalid arguments for tool execute_action/],
  ])("%s, by name and without a call", async (_, args, reason) => {
    const { call, called } = discover({ GitHub: MANY_TOOLS, Gmail: [] });
    const answer = await call("execute_action", args);
    expect(answer.isError).toBe(true);
    expect(textOf(answer)).toMatch(reason);
    expect(called).toEqual([]);
  });

  it("an action that is not there, in the words of a plain call", async () => {
    const { call, called } = discover({ GitHub: MANY_TOOLS });
    for (const action_name of [
      "",
      "nothing",
      "__proto__",
      "constructor",
      "execute_action",
      "discover_server_actions",
    ]) {
      await expect(call("execute_action", { server_name: "GitHub", action_name })).rejects.toMatchObject({
        code: -32602,
        message: `Tool ${action_name} not found`,
      });
      expect((await call("get_action_details", { server_name: "GitHub", action_name })).isError).toBe(true);
    }
    expect(called).toEqual([]);
  });

  it("every action that writes, where the instance is read-only: not found, not told of, not executed", async () => {
    const { call, called, target } = discover({ GitHub: MANY_TOOLS }, { isReadOnly: true });
    const writing = MANY_TOOLS.filter(({ annotations }) => !(annotations as Fields).readOnlyHint);
    expect(writing).toHaveLength(180);
    for (const { name } of writing) {
      const args = { server_name: "GitHub", action_name: name };
      await expect(call("execute_action", args)).rejects.toMatchObject({
        message: expect.stringContaining("This instance is read-only"),
        data: { rule: "read-only" },
      });
      expect((await call("get_action_details", args)).isError).toBe(true);
      const found = structured(await call("discover_server_actions", discoverActions(name, "GitHub")));
      expect(JSON.stringify(found)).not.toContain(`"${name}"`);
      const documented = await call("search_documentation", {
        query: name,
        server_name: "GitHub",
        max_results: 50,
      });
      expect(JSON.stringify(documented)).not.toContain(`"${name}"`);
    }
    expect(called).toEqual([]);
    expect((await target.findTool("execute_action", OPTIONS))?.annotations).toEqual({ readOnlyHint: true });
  });

  it("a tool's own name in place of one of the five", async () => {
    const { call, called } = discover({ GitHub: MANY_TOOLS });
    await expect(call("list_team_order", {})).rejects.toMatchObject({ code: -32602 });
    expect(called).toEqual([]);
  });

  it("a key that an agent brings", async () => {
    const { call } = discover({ GitHub: MANY_TOOLS }, { connected: false });
    const args = { server_name: "GitHub", intention: "save_auth_data", auth_data: { token: "a-canary" } };
    const answer = await call("handle_auth_failure", args);
    expect(answer.isError).toBe(true);
    expect(JSON.stringify(answer)).not.toContain("a-canary");
  });
});

describe("an agent", () => {
  it("sees five tools, or four where sign-in is handled elsewhere", async () => {
    const names = async (handlesAuth: boolean) => {
      const { target } = discover({ GitHub: MANY_TOOLS }, { handlesAuth });
      return (await target.listTools({}, OPTIONS)).tools.map(({ name }) => name);
    };
    const five = [
      "discover_server_actions",
      "get_action_details",
      "execute_action",
      "search_documentation",
      "handle_auth_failure",
    ];
    expect(await names(true)).toEqual(five);
    expect(await names(false)).toEqual(five.slice(0, 4));
  });

  it("finds an action by what it is for, reads its schema, and runs it with all that comes back", async () => {
    const { call, called } = discover({ GitHub: MANY_TOOLS });
    const found = structured(
      await call(
        "discover_server_actions",
        discoverActions("archive a ticket of the team", "github", "GITHUB"),
      ),
    );
    expect(found.servers).toMatchObject([
      { server_name: "GitHub", total: 300, actions: expect.arrayContaining([expect.anything()]) },
    ]);
    const [{ actions }] = found.servers as [{ actions: Fields[] }];
    expect(actions[0]).toMatchObject({ name: "archive_team_ticket", readOnly: false });
    expect(actions.length).toBeLessThanOrEqual(20);
    const [name, server_name] = ["archive_team_ticket", "github"];
    const details = await call("get_action_details", { server_name, action_name: name });
    expect(structured(details)).toEqual(MANY_TOOLS.find((tool) => tool.name === name));
    const parts = {
      path_params: '{"ticket_id":"7"}',
      query_params: "",
      body_schema: '{"__proto__":1,"why":"old"}',
    };
    expect(await call("execute_action", { server_name, action_name: name, ...parts })).toEqual({
      content: [{ type: "text", text: `called ${name}` }],
      future: { field: 1 },
    });
    expect(called).toEqual([`GitHub ${name} {"ticket_id":"7","__proto__":1,"why":"old"}`]);
  });

  it("finds every one of them by its own words", async () => {
    const { call } = discover({ GitHub: MANY_TOOLS });
    for (const { name } of MANY_TOOLS) {
      const question = name.replaceAll("_", " ");
      const found = structured(await call("discover_server_actions", discoverActions(question, "GitHub")));
      expect((found.servers as { actions: Fields[] }[])[0]?.actions[0]?.name).toBe(name);
    }
  });

  it("is told which server does not answer, and hears the others", async () => {
    const { call } = discover({ GitHub: MANY_TOOLS, Gmail: silentTarget() });
    const found = structured(
      await call("discover_server_actions", discoverActions("order", "GitHub", "Gmail")),
    );
    expect(found.servers).toMatchObject([
      { server_name: "GitHub", total: 300 },
      { server_name: "Gmail", actions: [], error: "Not today" },
    ]);
  });

  it("is told how an account is connected, and that one is", async () => {
    const ask = async (connected: boolean) => {
      const { call } = discover({ GitHub: MANY_TOOLS }, { connected });
      return structured(
        await call("handle_auth_failure", { server_name: "GitHub", intention: "get_auth_url" }),
      );
    };
    expect(await ask(false)).toMatchObject({
      connected: false,
      message: "Open https://console.example.com/GitHub",
    });
    expect(await ask(true)).toMatchObject({ connected: true });
  });

  it("reads what servers say of themselves, whatever it is", async () => {
    const odd: Tool[] = [
      "__proto__",
      "constructor",
      "",
      " ",
      "*",
      "a".repeat(5000),
      "名前を一覧",
      "\u202Eevil",
      "{{x}}",
      "listOpenIssues",
    ].map((name) => ({ name, description: 7, title: null, inputSchema: "none", annotations: [true] }));
    const deep = {
      name: "deep",
      inputSchema: { properties: { ["__proto__"]: { description: { a: 1 } }, x: null } },
    };
    const { call, called } = discover({ GitHub: [...odd, deep] });
    for (const question of ["__proto__", "*", "a", "名前を一覧", "open issues", "\0", "x".repeat(100_000)]) {
      const answer = await call("discover_server_actions", discoverActions(question, "GitHub"));
      expect(answer.isError, question).toBeUndefined();
    }
    const found = structured(await call("discover_server_actions", discoverActions("open issues", "GitHub")));
    expect((found.servers as { actions: Fields[] }[])[0]?.actions).toEqual([
      { name: "listOpenIssues", description: "", readOnly: false },
    ]);
    for (const { name } of odd) await call("execute_action", { server_name: "GitHub", action_name: name });
    expect(called).toHaveLength(odd.length);
  });
});
