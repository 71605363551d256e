import { expect, test } from "vitest";
import type { Instance } from "@/lib/contracts/instance";
import { adoptRequests, candidateKey, candidates, outcomesOf, type UpstreamUser } from "./adoption";

const USERS: UpstreamUser[] = [
  {
    userId: "ana",
    createdAt: "2026-03-12T14:05:00.000Z",
    recorded: 1,
    unrecorded: [
      { serverName: "GitHub", connected: true },
      { serverName: "Slack", connected: false },
    ],
  },
  { userId: "ben", createdAt: "2026-03-12T14:05:00.000Z", recorded: 2, unrecorded: [] },
  {
    userId: 'an"a',
    createdAt: "2026-03-12T14:05:00.000Z",
    recorded: 0,
    unrecorded: [{ serverName: "GitHub", connected: false }],
  },
];

test("one request a user holds what was chosen of theirs, and nobody else is asked for", () => {
  const chosen = new Set([candidateKey("ana", "Slack"), candidateKey('an"a', "GitHub")]);
  expect(adoptRequests(USERS, chosen)).toEqual([
    { userId: "ana", serverNames: ["Slack"] },
    { userId: 'an"a', serverNames: ["GitHub"] },
  ]);
  expect(adoptRequests(USERS, new Set())).toEqual([]);
});

test("what failed may be chosen again, what was adopted may not", () => {
  const instance = { serverName: "GitHub" } as Instance;
  const outcomes = new Map(
    outcomesOf("ana", { adopted: [instance], failures: [{ serverName: "Slack", reason: "It is full." }] }),
  );
  expect(candidates(USERS, outcomes)).toEqual([candidateKey("ana", "Slack"), candidateKey('an"a', "GitHub")]);
});
