"use client";

import { NewSecondFactor } from "./new-second-factor";

/** For whoever may not go on without one. `next` is a path of this console, checked by the page. */
export function FirstSecondFactor({ next }: { next: string }) {
  return <NewSecondFactor onDone={() => window.location.assign(next)} doneLabel="Go on" />;
}
