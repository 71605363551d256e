import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { createCipher, deriveKey, hashToken, randomToken, sameSecret } from "./cipher";

const SECRET = "s".repeat(32);
const cipher = createCipher(SECRET);
const CONTEXT = "instance/1/serverUrl";

/** A ciphertext with one bit of one of its parts turned over. */
function withFlippedBit(ciphertext: string, part: number, byte: number): string {
  const parts = ciphertext.split(".");
  const bytes = Buffer.from(parts[part] ?? "", "base64url");
  const at = byte < 0 ? bytes.length + byte : byte;
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  parts[part] = bytes.toString("base64url");
  return parts.join(".");
}

describe("a ciphertext does not open", () => {
  const sealed = cipher.encrypt("https://mcp.example.com/secret", CONTEXT);

  test.each(["instance/2/serverUrl", "instance/1/oauthUrl", ""])("under another context: %j", (context) => {
    expect(() => cipher.decrypt(sealed, context)).toThrow();
  });

  test("under another secret", () => {
    expect(() => createCipher("t".repeat(32)).decrypt(sealed, CONTEXT)).toThrow();
  });

  test.each([
    ["its first byte", 2, 0],
    ["the last byte of its tag", 2, -1],
    ["its initialisation vector", 1, 0],
  ])("with a bit of %s turned over", (_, part, byte) => {
    expect(() => cipher.decrypt(withFlippedBit(sealed, part, byte), CONTEXT)).toThrow();
  });

  test("with its end cut off", () => {
    expect(() => cipher.decrypt(sealed.slice(0, -4), CONTEXT)).toThrow();
    const [version, iv] = sealed.split(".");
    expect(() => cipher.decrypt(`${version}.${iv}.AAAA`, CONTEXT)).toThrow();
  });

  test.each(["", "plain text", "v1..", "v1.AAAA.", "v2.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA"])(
    "where there is none: %j",
    (text) => {
      expect(() => cipher.decrypt(text, CONTEXT)).toThrow();
    },
  );
});

test.each(["", "a", "https://mcp.example.com/?instance_id=1", "naïve ☂ 🧷", "x".repeat(100_000)])(
  "what was encrypted comes back (%#)",
  (plaintext) => {
    expect(cipher.decrypt(cipher.encrypt(plaintext, CONTEXT), CONTEXT)).toBe(plaintext);
  },
);

test("another process with the same secret opens it", () => {
  expect(createCipher(SECRET).decrypt(cipher.encrypt("kept", CONTEXT), CONTEXT)).toBe("kept");
});

test("the same text is never sealed in the same way twice, and does not shine through", () => {
  const sealed = Array.from({ length: 100 }, () => cipher.encrypt("canary", CONTEXT));
  expect(new Set(sealed).size).toBe(100);
  expect(sealed.join()).not.toContain("canary");
  expect(sealed.join()).not.toContain(Buffer.from("canary").toString("base64url"));
});

test("a signature is of one message, for one purpose, under one secret", () => {
  const signature = cipher.sign("message", "purpose");
  expect(createCipher(SECRET).sign("message", "purpose")).toBe(signature);
  expect(cipher.sign("messagf", "purpose")).not.toBe(signature);
  expect(cipher.sign("message", "another purpose")).not.toBe(signature);
  expect(createCipher("t".repeat(32)).sign("message", "purpose")).not.toBe(signature);
});

test("tokens are long, fit a URL and do not repeat", () => {
  const tokens = Array.from({ length: 1000 }, randomToken);
  expect(new Set(tokens).size).toBe(1000);
  for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/);
});

test("a token's hash is its SHA-256", () => {
  // The value for the empty text, in base64url: e3b0c442… in hexadecimal.
  expect(hashToken("")).toBe("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU");
  expect(hashToken("a")).not.toBe(hashToken("b"));
});

test("secrets are compared whole, whatever their lengths", () => {
  expect(sameSecret("secret", "secret")).toBe(true);
  for (const other of ["secreT", "secret ", "secre", ""]) expect(sameSecret("secret", other)).toBe(false);
});

/** What is compared by `===` though its name sounds like a secret's, by file: both sides are public, or one's own. */
const NO_SECRETS: Record<string, readonly string[]> = {
  "lib/server/audit/checker.ts": [
    "previousHash last.hash",
    "personalHashOf(personal, salt) content.personalHash",
  ],
  "lib/server/audit/verify-database.ts": ["signed row.hash", "head.hash end.hash", "hash zero.hash"],
  "lib/server/audit/verify-ends.ts": ["found hash", "segment.statement.hash start.hash"],
  "lib/server/audit/verify-file.ts": ['hash.digest("hex") sha256'],
  "lib/server/auth/request-hooks.ts": ["context.path CHANGE_PASSWORD"],
  "lib/server/auth/session-hooks.ts": ["context?.path CHANGE_PASSWORD"],
  "lib/server/auth/session-reader.ts": ["key name"],
  "lib/server/background/tasks/deliver-events.ts": ["key NOTICES", "key OUTBOX"],
  "lib/server/db/backup.ts": ['end.sha256 hash.digest("hex")'],
  // Which sessions belong together, once each has shown its own key.
  "lib/server/engine/gateway/watch.ts": ["one.key other.key", "now.tokenHash before.tokenHash"],
  // Whether a provider gave a new token in place of the one that was sent to it.
  "lib/server/engine/oauth/refresh.ts": ["refresh_token token"],
  "lib/server/engine/sandbox/provider/token.ts": ["grant.codeChallenge codeChallenge(code_verifier)"],
  "lib/server/engine/store/tool-versions.ts": ["row.hash hash"],
  "lib/server/http/cookie.ts": ["key name"],
  "lib/server/process/env.ts": ["!read.ADMIN_EMAIL !read.ADMIN_PASSWORD"],
};

test("no secret is compared but by sameSecret, which alone takes care of the time", async () => {
  const sounds = /(secret|token|nonce|signature|key|bearer|authorization|password|hash|digest|challenge)$/i;
  const literal = /^(typeof|undefined|null|true|false|["'`]|-?\d)/;
  const term = String.raw`[^\s()]+(?:\([^()]*\))?`;
  const comparison = new RegExp(String.raw`(typeof \S+|${term})\s+[!=]==?\s+(${term})`, "g");
  const rooms = ["app", "lib/server"].map(async (room) =>
    (await readdir(room, { recursive: true })).map((name) => path.join(room, name)),
  );
  const sources = [...(await Promise.all(rooms)).flat(), "server.mjs", "proxy.ts"];
  const found: Record<string, string[]> = {};
  for (const file of sources.filter((name) => /^(?!.*(testing|\.test\.)).*\.(tsx?|mjs)$/.test(name))) {
    const text = await readFile(file, "utf8");
    if (file !== "lib/server/cipher.ts") expect(text, file).not.toContain("timingSafeEqual");
    for (const [, one = "", other = ""] of text.matchAll(comparison)) {
      const [left, right] = [one, other].map((side) => side.replace(/^[!(]+|[;,]$/g, ""));
      if ([left, right].some((side = "") => literal.test(side))) continue;
      if (![left, right].some((side = "") => sounds.test(side.replace(/\(.*$/, "")))) continue;
      const pair = `${one.replace(/^\(+/, "")} ${other.replace(/[;,]$/, "")}`;
      if (!found[file]?.includes(pair)) found[file] = [...(found[file] ?? []), pair];
    }
  }
  expect(found).toEqual(NO_SECRETS);
});

describe("while one secret takes the place of another", () => {
  const NEW = "n".repeat(32);
  const both = createCipher(NEW, { previous: SECRET });

  test("what either sealed opens, and what is sealed is sealed with the new one", () => {
    expect(both.decrypt(cipher.encrypt("kept", CONTEXT), CONTEXT)).toBe("kept");
    expect(createCipher(NEW).decrypt(both.encrypt("new", CONTEXT), CONTEXT)).toBe("new");
    expect(() => cipher.decrypt(both.encrypt("new", CONTEXT), CONTEXT)).toThrow();
    expect(() => both.decrypt(createCipher("t".repeat(32)).encrypt("x", CONTEXT), CONTEXT)).toThrow();
  });

  test("the signatures of either are good, for their message and purpose alone", () => {
    const signature = cipher.sign("message", "purpose");
    expect(both.verify(signature, "message", "purpose")).toBe(true);
    expect(both.verify(both.sign("message", "purpose"), "message", "purpose")).toBe(true);
    expect(both.verify(signature, "messagf", "purpose")).toBe(false);
    expect(both.verify(signature, "message", "another purpose")).toBe(false);
    expect(createCipher(NEW).verify(signature, "message", "purpose")).toBe(false);
  });

  test("a kept key signs in place of the one that follows from the secret", () => {
    const kept = new Map([["purpose", deriveKey(SECRET, "purpose")]]);
    const later = createCipher(NEW, { kept });
    expect(later.sign("message", "purpose")).toBe(cipher.sign("message", "purpose"));
    expect(later.sign("message", "other")).toBe(createCipher(NEW).sign("message", "other"));
  });
});
