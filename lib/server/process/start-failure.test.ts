import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openEmbedded, openPostgres } from "../db/client";
import { startFailureWords } from "./start-failure";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "patchbay-start-"));
});
afterAll(() => rm(folder, { recursive: true }));

const failure = (code: string, message = "a message", more = {}) =>
  new Error("Failed query: create table ...\nparams: secret", {
    cause: Object.assign(new Error(message), { code, ...more }),
  });
const POSTGRES = { databaseUrl: "postgres://u:secret@db.test/x", dataDir: "data" };
const EMBEDDED = { databaseUrl: undefined, dataDir: "/srv/data" };

test.each([
  ["28P01", "password authentication failed", "password"],
  ["28000", "no pg_hba.conf entry", "pg_hba.conf"],
  ["3D000", 'database "x" does not exist', "no database of this name"],
  ["08P01", "unsupported startup parameter: statement_timeout", "ignore_startup_parameters"],
  ["53300", "too many connections", "no connection left"],
  ["57P03", "the database system is starting up", "try again"],
  ["25006", "cannot execute CREATE TABLE in a read-only transaction", "primary"],
  ["53100", "could not extend file", "disk is full"],
  ["0A000", 'extension "pg_trgm" is not available', "postgresql-contrib"],
  ["42501", 'permission denied to create extension "pg_trgm"', "create extension pg_trgm"],
  ["42704", 'operator class "gin_trgm_ops" does not exist for access method "gin"', "search_path"],
  ["42501", "permission denied for schema public", "grant"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate", "no-verify"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unable to verify the first certificate", "NODE_EXTRA_CA_CERTS"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "Hostname/IP does not match", "certificate"],
  ["", "The server does not support SSL connections", "sslmode"],
  ["ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:1", "nothing listens"],
  ["ENOTFOUND", "getaddrinfo ENOTFOUND db.test", "no address"],
  ["EAI_AGAIN", "getaddrinfo EAI_AGAIN db.test", "no address"],
  ["ETIMEDOUT", "connect ETIMEDOUT", "in time"],
  ["", "timeout exceeded when trying to connect", "in time"],
  ["ENOENT", "connect ENOENT /run/.s.PGSQL.5432", "no socket"],
  ["ECONNRESET", "read ECONNRESET", "closed"],
  ["", "SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string", "there is none"],
])("Postgres, %s %s: one sentence that names the variable and what to do", (code, message, says) => {
  const words = startFailureWords(failure(code, message), POSTGRES);
  expect(words).toMatch(/^DATABASE_URL: [^\n]+\.$/);
  expect(words).toContain(says);
  expect(words).not.toMatch(/secret|Failed query| {4}at /);
});

test.each([
  ["EEXIST", {}, "is a file"],
  ["ENOTDIR", {}, "is a file"],
  ["ENOSPC", {}, "is full"],
  ["EROFS", {}, "takes no changes"],
  ["EACCES", {}, "may not write"],
  ["ENAMETOOLONG", {}, "too long"],
  ["EMFILE", {}, "ulimit"],
  ["", { errno: 51 }, "is full"],
  ["", { errno: 69 }, "takes no changes"],
  ["", { errno: 2 }, "may not write"],
])("the folder, %s %j: one sentence that names it and what to do", (code, more, says) => {
  const words = startFailureWords(failure(code, "a message", more), EMBEDDED);
  expect(words).toMatch(/^DATA_DIR: [^\n]+\.$/);
  expect(words).toContain(says);
});

test.each(["PGlite failed to initialize properly", "Cannot read properties of undefined (reading 'call')"])(
  "a database that is not whole: %s",
  (message) => {
    expect(startFailureWords(new Error(message), EMBEDDED)).toContain("/srv/data/database");
  },
);

test.each([
  new Error("x\ny\n    at z"),
  new Error("\u001b[2J"),
  "a text",
  undefined,
  { message: 5 },
  new AggregateError([], ""),
])("what nobody foresaw is one line: %#", (error) => {
  expect(startFailureWords(error, EMBEDDED)).toMatch(/^Something unforeseen went wrong: [^\n\p{Cc}]+$/u);
});

test("a folder that is a file, and a port where nothing listens, really end so", async () => {
  const file = path.join(folder, "file");
  await writeFile(file, "");
  for (const dataDir of [file, path.join(file, "below")]) {
    const thrown = await openEmbedded(dataDir).catch((error: unknown) => error);
    expect(startFailureWords(thrown, { databaseUrl: undefined, dataDir })).toContain("is a file");
  }
  const databaseUrl = "postgres://u:p@127.0.0.1:1/x";
  const thrown = await openPostgres(databaseUrl).catch((error: unknown) => error);
  expect(startFailureWords(thrown, { databaseUrl, dataDir: "" })).toContain("nothing listens");
});
