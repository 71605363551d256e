import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { type DraftRequest, requestCurl, requestJson } from "./preview";

const run = promisify(execFile);

const draft: DraftRequest = {
  serverName: "GitHub",
  userId: "ana@example.com",
  connectionType: "StreamableHttp",
  legacy: false,
  isReadOnly: false,
};

describe("requestJson", () => {
  it("is the contract's body with its defaults said, and without what is the console's own", () => {
    const withUpstream = { ...draft, upstream: "eu" };
    expect(requestJson(withUpstream)).toBe(
      JSON.stringify(
        {
          serverName: "GitHub",
          userId: "ana@example.com",
          connectionType: "StreamableHttp",
          legacy: false,
          isReadOnly: false,
        },
        null,
        2,
      ),
    );
  });

  it("has the platform only where one is named", () => {
    for (const platformName of [undefined, null, "", "  "]) {
      expect(JSON.parse(requestJson({ ...draft, platformName }))).not.toHaveProperty("platformName");
    }
    expect(JSON.parse(requestJson({ ...draft, platformName: " Support " }))).toMatchObject({
      platformName: "Support",
    });
  });

  it("drops the white space that the server would drop", () => {
    expect(JSON.parse(requestJson({ ...draft, userId: "  ana\t" }))).toMatchObject({ userId: "ana" });
  });

  it("shows what is missing as missing", () => {
    expect(JSON.parse(requestJson({ ...draft, serverName: "", userId: "" }))).toMatchObject({
      serverName: "",
      userId: "",
    });
  });
});

describe("requestCurl", () => {
  it("names the key as a variable, and the endpoint below the base URL", () => {
    const [first, ...rest] = requestCurl(draft, "https://api.klavis.ai").split("\n");
    expect(first).toBe("curl -X POST 'https://api.klavis.ai/mcp-server/instance/create' \\");
    expect(rest[0]).toBe(`  -H "Authorization: Bearer $KLAVIS_API_KEY" \\`);
  });

  it("gives a shell the same body as is shown, whatever stands in it", async () => {
    const hostile = { ...draft, userId: `o'brien'; touch x; $(id) "\\` };
    const command = requestCurl(hostile, "http://localhost:3000/engine");
    // The shell's own words, one a line that no word of this request holds.
    const { stdout } = await run("sh", ["-c", `curl() { printf '%s\\036' "$@"; }; ${command}`], {
      env: { ...process.env, KLAVIS_API_KEY: "klv_key" },
    });
    expect(stdout.split("\x1e").slice(0, -1)).toEqual([
      "-X",
      "POST",
      "http://localhost:3000/engine/mcp-server/instance/create",
      "-H",
      "Authorization: Bearer klv_key",
      "-H",
      "Content-Type: application/json",
      "-d",
      requestJson(hostile),
    ]);
  });
});
