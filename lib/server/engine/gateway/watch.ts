import type { EngineContext } from "../context";
import { type Instance, readStandings, type Standing } from "../store/read-instances";

/** Milliseconds between two looks, while anything is open: how long something stays open that must not. */
const LOOK_EVERY = 1_000;

/** How many instances one look of the database asks for. */
const AT_ONCE = 500;

/** Where a session was begun: at which key of which instance, as that stood. */
export type Place = {
  key: string;
  instance: Pick<Instance, "id" | "urlVersion" | "tokenHash" | "connected">;
};

/**
 * Ends what is open once it could not be opened any more: its instance was deleted, suspended, given another URL or another
 * token, or its account was taken away. Each process looks after what is open in it, whoever made the change.
 */
export type Watch = {
  add(id: string, place: Place, end: () => void): void;
  remove(id: string): void;
};

export function createWatch({ db, log }: Pick<EngineContext, "db" | "log">): Watch {
  const watched = new Map<string, { place: Place; end: () => void }>();
  let clock: NodeJS.Timeout | undefined;
  let looking = false;

  async function look(): Promise<void> {
    if (looking) return;
    looking = true;
    try {
      // What is opened while the database answers is told of by the next look: this answer says nothing of it.
      const looked = [...watched.values()];
      const ids = [...new Set(looked.map(({ place }) => place.instance.id))];
      const standings = new Map<string, Standing>();
      for (let from = 0; from < ids.length; from += AT_ONCE) {
        for (const each of await readStandings(db, ids.slice(from, from + AT_ONCE)))
          standings.set(each.id, each);
      }
      for (const each of looked) {
        const now = standings.get(each.place.instance.id);
        if (!goesOn(each.place, now)) each.end();
        // An account that was connected meanwhile is one that can be taken away.
        else if (now?.connected) each.place = { ...each.place, instance: now };
      }
    } catch (error) {
      // The next look tells.
      log.warn({ err: error }, "open sessions could not be looked after");
    } finally {
      looking = false;
    }
  }

  return {
    add(id, place, end) {
      watched.set(id, { place, end });
      clock ??= setInterval(() => void look(), LOOK_EVERY).unref();
    },
    remove(id) {
      watched.delete(id);
      if (watched.size > 0) return;
      clearInterval(clock);
      clock = undefined;
    },
  };
}

/** One instance has several addresses, of which one only reads. */
export function isSamePlace(one: Place, other: Place): boolean {
  return one.instance.id === other.instance.id && one.key === other.key;
}

function goesOn({ instance: before }: Place, now: Standing | undefined): boolean {
  if (!now || now.suspended !== null) return false;
  if (now.urlVersion !== before.urlVersion || now.tokenHash !== before.tokenHash) return false;
  return now.connected || !before.connected;
}
