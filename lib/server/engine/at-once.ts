import * as z from "zod/mini";
import { MAIN_ACCOUNT } from "@/lib/contracts/api-key";
import type { InstancesAtOnce } from "@/lib/contracts/instance-controls";
import { accountState } from "@/lib/contracts/status";
import type { EngineContext } from "./context";
import { deleteInstances, setAllReadOnly } from "./store/instances";
import { readAccounts } from "./store/read-instances";
import { signInOf } from "./targets/sign-in";

/** For the console in the same process, which has work on thousands: what the API does to one instance, in one statement. */
export function createAtOnce({ db }: Pick<EngineContext, "db">): InstancesAtOnce {
  return {
    async observe(ids) {
      const found = await readAccounts(db, MAIN_ACCOUNT, readable(ids));
      return new Map(
        found.map(({ id, userId, connected, ...entered }) => [
          id,
          {
            account: accountState({ authNeeded: signInOf(entered) !== "none", isAuthenticated: connected }),
            userId,
          },
        ]),
      );
    },
    setReadOnly: async (ids, isReadOnly) =>
      new Set(await setAllReadOnly(db, MAIN_ACCOUNT, readable(ids), isReadOnly)),
    remove: async (ids) => new Set(await deleteInstances(db, MAIN_ACCOUNT, readable(ids))),
  };
}

const uuid = z.guid();

function readable(ids: readonly string[]): string[] {
  return ids.filter((id) => uuid.safeParse(id).success);
}
