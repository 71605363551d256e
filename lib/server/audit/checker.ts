import { canonical, digestOf, type Link, linkHash, personalHashOf } from "./chain";
import { ERASED, type RecordedEvent } from "./event";

/** What is wrong, and where. */
export type Finding = { where: string; problem: string };

export type Checker = {
  /** The next event, in the order in which they stand. */
  add(event: RecordedEvent): void;
  /** Where the chain has come to. */
  last(): Pick<Link, "position" | "hash">;
  counts: { events: number; erased: number };
};

type Options = {
  /** Where the first event goes on from. */
  start: Pick<Link, "position" | "hash">;
  /** Whether every event has to be there; otherwise only some were chosen. */
  whole: boolean;
  report: (finding: Finding) => void;
};

/** Follows a chain event by event, and reports every change, gap and change of order with its place. */
export function createChecker({ start, whole, report }: Options): Checker {
  let last = start;
  const counts = { events: 0, erased: 0 };

  function followsLast({ position, previousHash }: Link, where: string): void {
    if (position <= last.position) {
      report({
        where,
        problem: `stands after event ${last.position}: the order was changed, or it is there twice`,
      });
    } else if (whole && position > last.position + 1) {
      report({ where: spanWords(last.position + 1, position - 1), problem: "missing" });
    } else if (position === last.position + 1 && previousHash !== last.hash) {
      report({ where, problem: "does not go on from the event before it: one of the two was changed" });
    }
  }

  return {
    counts,
    last: () => last,
    add({ content, personal, salt, link }) {
      counts.events += 1;
      const where = link ? `event ${link.position} (${content.id})` : `event ${content.id} of segment 0`;
      if (salt === null) {
        counts.erased += 1;
        if (canonical(personal) !== canonical(ERASED)) {
          report({
            where,
            problem: "what it says of persons was changed: it counts as erased, and says something",
          });
        }
      } else if (personalHashOf(personal, salt) !== content.personalHash) {
        report({ where, problem: "what it says of persons or of what was done was changed" });
      }
      if (!link) return;
      if (linkHash(link, digestOf(content)) !== link.hash) {
        report({ where, problem: "its content, its place or its hash was changed" });
      }
      followsLast(link, where);
      last = { position: link.position, hash: link.hash };
    },
  };
}

export function spanWords(first: number, last: number): string {
  return first === last ? `event ${first}` : `events ${first} to ${last}`;
}
