"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import * as z from "zod/mini";
import { toast } from "@/components/ui/toast";
import type { InstanceFilter } from "@/lib/contracts/instance-search";
import { choose, EVERYTHING, isNothing, NOTHING, type Selection } from "./selection";

const keptSchema = z.object({ selectionOf: z.string(), all: z.boolean(), ids: z.array(z.string()) });

/**
 * What is chosen of the list that a filter gives. Another filter begins with nothing chosen, so that work is never done
 * on what is out of sight. The choice is kept with the entry of the browser's history: Back brings it back.
 */
export function useSelection(filter: InstanceFilter, listed: RefObject<readonly string[]>) {
  const of = JSON.stringify(filter);
  const [held, setHeld] = useState({ of, selection: NOTHING });
  const selection = held.of === of ? held.selection : NOTHING;
  const latest = useRef(selection);
  const pressedBefore = useRef<string | null>(null);

  // Before the latest choice is noted below, which another filter has emptied already.
  useEffect(() => {
    const before = latest.current;
    const kept = readKept(of);
    pressedBefore.current = null;
    setHeld({ of, selection: kept });
    if (!isNothing(before) && isNothing(kept))
      toast({
        kind: "info",
        title: "Nothing is chosen any more",
        description: "The list shows other instances. Back brings the choice back.",
      });
  }, [of]);

  useEffect(() => {
    latest.current = selection;
  });

  const select = useCallback(
    (next: Selection) => {
      setHeld({ of, selection: next });
      keep(of, next);
    },
    [of],
  );

  /** A press on a row's box; `range` extends it from the row that was pressed before. */
  const press = useCallback(
    (id: string, chosen: boolean, range: boolean) => {
      const from = range ? pressedBefore.current : null;
      pressedBefore.current = id;
      select(choose(latest.current, { id, chosen, from, listed: listed.current }));
    },
    [select, listed],
  );

  return { selection, select, press };
}

/** The router keeps what it finds beside its own in an entry's state. */
function keep(of: string, { all, ids }: Selection): void {
  window.history.replaceState({ ...window.history.state, selectionOf: of, all, ids: [...ids] }, "");
}

function readKept(of: string): Selection {
  const kept = keptSchema.safeParse(window.history.state);
  if (!kept.success || kept.data.selectionOf !== of) return NOTHING;
  return kept.data.all ? EVERYTHING : { all: false, ids: new Set(kept.data.ids) };
}
