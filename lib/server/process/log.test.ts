import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, test } from "vitest";
import { z } from "zod";
import { encryptedColumns } from "../db/encrypted";
import { schema } from "../db/schema";
import { createLogger, type Logger } from "./log";

function recorded(level = "info"): { log: Logger; lines: string[] } {
  const lines: string[] = [];
  return { log: createLogger(level, { write: (line) => void lines.push(line) }), lines };
}

/** Every name under which a request or an answer carries a secret, and every column that is sealed. */
const carried = Object.values(
  import.meta.glob<Record<string, unknown>>(["/lib/contracts/**/*.ts", "!**/*.test.ts"], { eager: true }),
)
  .flatMap((contract) => Object.values(contract))
  .filter((exported): exported is z.ZodType => exported instanceof z.core.$ZodType)
  .flatMap((schema) => textsOf(z.toJSONSchema(schema, { unrepresentable: "any", io: "input" })))
  .filter((name) => /secret$|password$|^token$|serverUrl$|^oauthUrl$/i.test(name));
const sealed = encryptedColumns(schema).map(({ column }) => column.name);
/** Columns whose names say something else elsewhere: what is opened of them is never handed on under that name. */
const GENERAL = ["value", "grant", "provider", "headers", "request", "content"];
const names = ["apiKey", "authorization", "Authorization", "cookie", "authData", ...carried, ...sealed];

/** The names of the texts in a JSON schema. */
function textsOf(shape: unknown): string[] {
  if (typeof shape !== "object" || shape === null) return [];
  return Object.entries(shape).flatMap(([name, inner]) => [
    ...(typeof inner === "object" && inner !== null && "type" in inner && inner.type === "string"
      ? [name]
      : []),
    ...textsOf(inner),
  ]);
}

test("secrets are found where they are declared", () => {
  expect(carried).toEqual(expect.arrayContaining(["password", "newPassword", "serverUrl", "client_secret"]));
  expect(sealed).toEqual(expect.arrayContaining(GENERAL));
});

test.each([...new Set(names)].filter((name) => !GENERAL.includes(name)))(
  "the value of %s is never written, at any of three depths",
  (field) => {
    const { log, lines } = recorded();
    const secret = { [field]: "canary-1" };
    log.info(secret, "on top");
    log.info({ request: secret }, "one below");
    log.info({ request: { headers: secret } }, "two below");
    log.child(secret).info("bound to a child");
    log.info({ [field]: { api_key: "canary-2" } }, "with something inside");
    expect(lines).toHaveLength(5);
    expect(lines.join("")).not.toContain("canary");
    for (const line of lines) expect(line).toContain("[redacted]");
  },
);

test("nor is it in an error that carries it", () => {
  const { log, lines } = recorded();
  log.error({ err: Object.assign(new Error("failed"), { serverUrl: "canary" }) }, "unexpected error");
  expect(lines.join("")).not.toContain("canary");
});

test("nor are the values of a query that failed, however deep the failure lies", () => {
  const { log, lines } = recorded();
  const driver = Object.assign(new Error("duplicate key"), {
    detail: "Key (token)=(canary)",
    params: ["canary"],
  });
  const query = new DrizzleQueryError(
    "insert into session values ($1, $2)",
    ["canary", "canary\n\nline"],
    driver,
  );
  for (const err of [driver, query, new Error("not recorded", { cause: query })])
    log.error({ err }, "failed");
  expect(lines.join("")).not.toContain("canary");
  expect(lines[2]).toContain("insert into session values ($1, $2)");
  expect(lines[2]).toContain("duplicate key");
});

test("what is thrown and is no error is written as it is", () => {
  const { log, lines } = recorded();
  for (const err of ["a text", undefined, null, { errno: 44 }]) log.error({ err }, "failed");
  expect(lines).toHaveLength(4);
  expect(lines[3]).toContain("44");
});

test("the rest is written, a line of JSON for each call", () => {
  const { log, lines } = recorded();
  log.info({ upstream: "us", status: 200 }, "upstream answered");
  log.error(
    { requestId: "r-1", err: new Error("database is gone", { cause: new Error("disk full") }) },
    "unexpected error",
  );
  const [answered, failed] = lines.map((line): unknown => JSON.parse(line));
  expect(answered).toMatchObject({ upstream: "us", status: 200, msg: "upstream answered" });
  expect(failed).toMatchObject({
    requestId: "r-1",
    err: { message: expect.stringContaining("database is gone") },
  });
  expect(lines[1]).toContain("disk full");
});

test("what lies below the level is left out", () => {
  const { log, lines } = recorded("warn");
  log.info("quiet");
  log.debug("quieter");
  log.warn("heard");
  expect(lines).toHaveLength(1);
  const silent = recorded("silent");
  silent.log.fatal("nothing");
  expect(silent.lines).toEqual([]);
});
