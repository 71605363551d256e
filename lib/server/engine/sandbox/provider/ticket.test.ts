import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createCipher } from "../../../cipher";
import { issueTicket, readTicket } from "./ticket";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const cipher = createCipher("a secret of thirty-two bytes or more");
const request = { slug: "github", scope: "issues:read", state: "a-state", codeChallenge: "a-challenge" };

it("a ticket lies for ten minutes and no longer", () => {
  const ticket = issueTicket(cipher, request);
  vi.advanceTimersByTime(10 * 60 * 1000 - 1);
  expect(readTicket(cipher, "github", ticket)).toEqual(request);
  vi.advanceTimersByTime(1);
  expect(readTicket(cipher, "github", ticket)).toBeUndefined();
});

it("a ticket is worth nothing to another provider, or under another secret", () => {
  const ticket = issueTicket(cipher, request);
  expect(readTicket(cipher, "gitlab", ticket)).toBeUndefined();
  const other = createCipher("another secret of thirty-two bytes");
  expect(readTicket(other, "github", ticket)).toBeUndefined();
});
