import type { Context } from "../../context";
import { instanceInputSchema, type JobWork } from "./actions/action";
import { type ClaimedItem, type JobTurn, listInHand, recordDone } from "./items";

/** Performs items in one step where the action can, and answers those that are left to be performed one by one. */
export async function performAtOnce(
  context: Context,
  turn: JobTurn,
  { performAtOnce: perform }: JobWork,
  items: ClaimedItem[],
): Promise<ClaimedItem[]> {
  if (!perform) return items;
  const done = new Set<number>();
  try {
    const byId = new Map(items.map((item) => [instanceInputSchema.parse(item.input).instanceId, item]));
    await perform(context, {
      ids: [...byId.keys()],
      async settle(tx, instanceIds, outcome) {
        const positions = instanceIds.map((id) => byId.get(id)?.position ?? 0);
        await recordDone(tx, turn, positions, outcome);
        for (const position of positions) done.add(position);
      },
    });
  } catch (error) {
    context.log.warn({ err: error }, "items of a job could not be done in one step");
    // What was done after all, or another turn has taken, is not done again.
    const inHand = await listInHand(context.db, turn);
    return items.filter(({ position }) => inHand.has(position));
  }
  return items.filter(({ position }) => !done.has(position));
}
