import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { instance } from "../../db/schema/instance";
import { openTestConsole, type TestConsole } from "../testing";
import { exportInstances } from "./export";
import { record } from "./testing";

let stage: TestConsole;
beforeAll(async () => {
  stage = await openTestConsole();
});
afterEach(() => stage.db.delete(instance));
afterAll(() => stage.close());

async function exported(filter: Parameters<typeof exportInstances>[1] = {}): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of await exportInstances(stage.as("viewer"), filter)) lines.push(line);
  return lines;
}

const HEADER =
  '\uFEFF"id","instance_id","server","user","platform","upstream","transport","read_only","legacy","status","status_checked_at","created_by","created_at","gone_at_upstream"\r\n';

describe("the file", () => {
  it("has a header also where nothing matches", async () => {
    expect(await exported()).toEqual([HEADER]);
  });

  it("holds what was asked for, and no URL", async () => {
    const row = await record(stage, {
      userId: '=HYPERLINK("https://evil.example","a")',
      platformName: "Support, desk",
      isReadOnly: true,
      oauthUrl: stage.cipher.encrypt("https://console.example.com/engine/oauth/github", "a test"),
      status: "no-sign-in-needed",
      createdAt: new Date("2030-01-01T00:00:00.000Z"),
    });
    await record(stage, { status: "revoked" });
    const lines = await exported({ status: ["no-sign-in-needed"] });
    expect(lines).toEqual([
      HEADER,
      `"${row.id}","••••${row.upstreamInstanceId.slice(-4)}","GitHub","'=HYPERLINK(""https://evil.example"",""a"")","Support, desk","embedded","StreamableHttp","yes","no","No sign-in needed","","Some operator","2030-01-01T00:00:00.000Z","no"\r\n`,
    ]);
    expect(lines.join("")).not.toMatch(/console\.example\.com|a-key|v1\./);
  });

  it("goes past the first page, each row once, the newest first", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 1005; index += 1) {
      const createdAt = new Date(Date.UTC(2030, 0, 1) + index);
      ids.push((await record(stage, { createdAt })).id);
    }
    const [header, ...lines] = await exported();
    expect(header).toBe(HEADER);
    expect(lines.map((line) => line.split(",")[0]?.slice(1, -1))).toEqual(ids.reverse());
  });

  it("is read as it is asked for, and no further", async () => {
    await record(stage);
    const lines = await exportInstances(stage.as("viewer"), {});
    expect((await lines.next()).value).toBe(HEADER);
    await lines.return(undefined);
    expect(await lines.next()).toEqual({ done: true, value: undefined });
  });
});
