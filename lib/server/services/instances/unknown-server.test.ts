import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { searchInstancesAnswerSchema } from "@/lib/contracts/instance-search";
import { overviewSchema } from "@/lib/contracts/overview";
import { serverNameSchema } from "@/lib/contracts/server-name";
import { adoptAnswerSchema, upstreamUsersAnswerSchema } from "@/lib/contracts/user";
import { TEST_DATABASES } from "../../db/testing";
import { answerJson, startServer, type TestServer } from "../../upstream/testing";
import { startConnect } from "../connect/start";
import { readOverview } from "../overview/read";
import { openTestConsole, type TestConsole, upstreamAt } from "../testing";
import { adoptUser, listUpstreamUsers } from "../users/adopt";
import { countInstances, searchInstances } from "./search";

const NAMES = ["Acme Desk", "__proto__", "漢字"].map((name) => serverNameSchema.parse(name));
const query = { sort: "server", direction: "ascending", limit: 2 } as const;

/** A cloud that has come to offer servers of which this console has never heard. */
function startCloud(): Promise<TestServer> {
  return startServer((response, _, { method, path, body }) => {
    const origin = `http://${response.req.headers.host}`;
    if (path.startsWith("/user/?")) {
      const users = [{ userId: "ana", createdAt: "2030-01-01T00:00:00Z" }];
      return answerJson(response, 200, { users, totalCount: 1, page: 1, pageSize: 10, totalPages: 1 });
    }
    if (path.includes("/integrations")) {
      const integrations = [...NAMES, "GITHUB\u202e ", ""].map((name) => ({
        name,
        is_authenticated: false,
      }));
      return answerJson(response, 200, { integrations });
    }
    const { serverName } = method === "POST" ? JSON.parse(body) : { serverName: NAMES[0] };
    const oauthUrl = `${origin}/oauth/new/authorize?instance_id=x`;
    if (method === "POST") {
      const instanceId = `i-${serverName}`;
      return answerJson(response, 200, {
        instanceId,
        serverUrl: `${origin}/mcp/${encodeURIComponent(instanceId)}`,
        oauthUrl,
      });
    }
    answerJson(response, 200, { authNeeded: true, isAuthenticated: false, serverName, oauthUrl });
  });
}

describe.each(TEST_DATABASES)("a server that the catalogue does not know, on %s", (_, open) => {
  let stage: TestConsole;
  let cloud: TestServer;
  beforeAll(async () => {
    [stage, cloud] = [await openTestConsole(open), await startCloud()];
  });
  afterAll(async () => {
    await cloud[Symbol.asyncDispose]();
    await stage.close();
  });

  it("is offered, adopted under its name, listed, found, counted and connected", async () => {
    const operator = stage.as("operator", upstreamAt(cloud.url));
    const offered = upstreamUsersAnswerSchema.parse(
      await listUpstreamUsers(operator, { upstream: "us", page: 1 }),
    );
    expect(offered.users[0]?.unrecorded.map(({ serverName }) => serverName)).toEqual([...NAMES, "GitHub"]);

    const adoption = { upstream: "us", userId: "ana", serverNames: NAMES } as const;
    const answer = adoptAnswerSchema.parse(
      await adoptUser(operator, { ...adoption, serverNames: [...NAMES, "GitHub"] }),
    );
    expect(answer.failures).toEqual([]);
    const sent = cloud.seen.filter(({ method }) => method === "POST").map(({ body }) => JSON.parse(body));
    expect(sent.map(({ serverName }) => serverName)).toEqual([...NAMES, "GitHub"]);

    const first = searchInstancesAnswerSchema.parse(await searchInstances(operator, query));
    const rest = await searchInstances(operator, { ...query, after: first.next ?? undefined });
    const listed = [...first.instances, ...rest.instances].map(({ serverName }) => serverName);
    expect(listed.sort()).toEqual([...NAMES, "GitHub"].sort());
    expect(await countInstances(operator, { server: [...NAMES] })).toEqual({
      count: NAMES.length,
      more: false,
    });
    expect(await countInstances(operator, { q: "acme" })).toEqual({ count: 1, more: false });
    expect(overviewSchema.parse(await readOverview(operator)).byServer).toHaveLength(NAMES.length + 1);

    const id = answer.adopted[0]?.id ?? "";
    const { redirectTo } = await startConnect(operator, { instance: id, window: "popup", page: "instance" });
    expect(redirectTo).toContain(`${cloud.url}/oauth/new/authorize`);
  });
});
