import { describe, expect, it } from "vitest";
import { createCipher, randomToken } from "../cipher";
import { readVisitor, VISITOR_COOKIE, visitorCookieValue } from "./cookie";

const cipher = createCipher("a-secret-of-this-console-for-tests");
const secret = randomToken();
const signed = visitorCookieValue(secret, cipher);
const read = (value: string) => readVisitor(new Headers({ cookie: `${VISITOR_COOKIE}=${value}` }), cipher);

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
    const cookie = `${VISITOR_COOKIE}=${"F".repeat(43)}; ${VISITOR_COOKIE}=${signed}`;
    expect(readVisitor(new Headers({ cookie }), cipher).secret).toBeUndefined();
  });
});
