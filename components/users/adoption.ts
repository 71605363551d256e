import type { Instance } from "@/lib/contracts/instance";
import type { ServerName } from "@/lib/contracts/server-name";
import type { AdoptAnswer, AdoptRequest, UpstreamUsersAnswer } from "@/lib/contracts/user";

export type UpstreamUser = UpstreamUsersAnswer["users"][number];

/** How it went with one server of one user. */
export type Adopted = { instance: Instance } | { reason: string };

/** One server of one user, as a text that tells it from every other. */
export function candidateKey(userId: string, serverName: ServerName): string {
  return JSON.stringify([userId, serverName]);
}

/** All that may be adopted of these users and was not yet. */
export function candidates(users: readonly UpstreamUser[], outcomes: ReadonlyMap<string, Adopted>): string[] {
  return users
    .flatMap(({ userId, unrecorded }) => unrecorded.map(({ serverName }) => candidateKey(userId, serverName)))
    .filter((key) => !isAdopted(outcomes.get(key)));
}

export function isAdopted(outcome: Adopted | undefined): outcome is { instance: Instance } {
  return outcome !== undefined && "instance" in outcome;
}

/** So many servers go into one request: each is two calls within the upstream's rate. */
export const AT_ONCE = 5;

/** What to ask for, in the order in which it is listed: each request holds a few servers of one user. */
export function adoptRequests(
  users: readonly UpstreamUser[],
  chosen: ReadonlySet<string>,
): Omit<AdoptRequest, "upstream">[] {
  return users.flatMap(({ userId, unrecorded }) => {
    const wanted = unrecorded
      .map(({ serverName }) => serverName)
      .filter((serverName) => chosen.has(candidateKey(userId, serverName)));
    const requests = Array.from(
      { length: Math.ceil(wanted.length / AT_ONCE) },
      (_, index) => index * AT_ONCE,
    );
    return requests.map((from) => ({ userId, serverNames: wanted.slice(from, from + AT_ONCE) }));
  });
}

/** How it went with each server that was asked for. */
export function outcomesOf(userId: string, { adopted, failures }: AdoptAnswer): [string, Adopted][] {
  return [
    ...adopted.map((instance): [string, Adopted] => [
      candidateKey(userId, instance.serverName),
      { instance },
    ]),
    ...failures.map(({ serverName, reason }): [string, Adopted] => [
      candidateKey(userId, serverName),
      { reason },
    ]),
  ];
}

/** The users of whom something can be adopted, or was just now, and whose id holds every word, in any order. */
export function adoptable(users: readonly UpstreamUser[], q: string): UpstreamUser[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return users.filter(
    ({ userId, unrecorded }) =>
      unrecorded.length > 0 && words.every((word) => userId.toLowerCase().includes(word)),
  );
}

/** More than so many are adopted by a job, which goes on without the page. */
export const IN_PAGE = 20;

/** What a job is asked for: all that was chosen, each user once. */
export function adoptWork(
  users: readonly UpstreamUser[],
  chosen: ReadonlySet<string>,
): Omit<AdoptRequest, "upstream">[] {
  return users.flatMap(({ userId, unrecorded }) => {
    const serverNames = unrecorded
      .map(({ serverName }) => serverName)
      .filter((serverName) => chosen.has(candidateKey(userId, serverName)));
    return serverNames.length > 0 ? [{ userId, serverNames }] : [];
  });
}
