import { verb } from "../../verb";
import { changeControls, controlsOf } from "./controls";
import { findInstance } from "./find";

/** Has callers of an instance show a token beside the URL from now on. It is told once. @throws PatchbayError */
export const makeToken = verb("instance.make-token", async (context, { id }: { id: string }) => {
  const { db, upstreams } = context;
  const row = await findInstance(db, id);
  const event = { action: "instance.make-token", subject: id } as const;
  const token = await changeControls(context, controlsOf(upstreams, row), event, (changes) =>
    changes.makeToken(row.upstreamInstanceId),
  );
  return { token };
});

/** Lets the URL alone open an instance again. @throws PatchbayError */
export const removeToken = verb("instance.remove-token", async (context, { id }: { id: string }) => {
  const { db, upstreams } = context;
  const row = await findInstance(db, id);
  const event = { action: "instance.remove-token", subject: id } as const;
  await changeControls(context, controlsOf(upstreams, row), event, (changes) =>
    changes.removeToken(row.upstreamInstanceId),
  );
  return { hasToken: false } as const;
});
