import { describe, expect, it } from "vitest";
import { createCipher, randomToken } from "../cipher";
import { readVisitor, visitorCookie, visitorCookieValue } from "./cookie";

const cipher = createCipher("a-secret-of-this-console-for-tests");
const env = { appUrl: "http://console.test:3000" };
const name = visitorCookie(env.appUrl);
const secret = randomToken();
const signed = visitorCookieValue(secret, cipher);
const read = (value: string) => readVisitor(new Headers({ cookie: `${name}=${value}` }), { cipher, env });

it("a visitor is told by the secret that we have made and signed", () => {
  expect(read(signed)).toMatchObject({ kind: "visitor", secret });
});

describe("a secret that somebody else has chosen makes nobody known", () => {
  const [, signature = ""] = signed.split(".");
  const others = createCipher("the-secret-of-another-console-here");
  it.each([
    ["without a signature", "F".repeat(43)],
    ["with a signature of one's own", `${"F".repeat(43)}.${"F".repeat(43)}`],
    ["with another's signature", `${randomToken()}.${signature}`],
    ["signed by another console", visitorCookieValue(secret, others)],
    ["signed for another purpose", `${secret}.${cipher.sign(secret, "engine oauth browser")}`],
    ["without a secret", `.${signature}`],
    ["with more behind it", `${signed}.x`],
    ["in another case", signed.toUpperCase()],
    ["that is empty", ""],
    ["that is long", "F".repeat(10_000)],
  ])("%s", (_, value) => {
    expect(read(value)).toMatchObject({ id: "visitor", secret: undefined });
  });

  it("as the first of two cookies of the name", () => {
    const cookie = `${name}=${"F".repeat(43)}; ${name}=${signed}`;
    expect(readVisitor(new Headers({ cookie }), { cipher, env }).secret).toBeUndefined();
  });
});

it("visitors of two consoles on one host are told apart, since browsers know no ports", () => {
  const other = { appUrl: "http://console.test:4000" };
  const cookie = `${name}=${signed}; ${visitorCookie(other.appUrl)}=${visitorCookieValue(randomToken(), cipher)}`;
  expect(visitorCookie(other.appUrl)).not.toBe(name);
  expect(readVisitor(new Headers({ cookie }), { cipher, env }).secret).toBe(secret);
  expect(
    readVisitor(new Headers({ cookie: `${name}=${signed}` }), { cipher, env: other }).secret,
  ).toBeUndefined();
});
