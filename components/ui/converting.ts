import type { KeyboardEvent } from "react";

/** Whether a key belongs to an input method that has not made a word yet. Safari tells the last of them by its code alone. */
export function isConverting({ nativeEvent }: KeyboardEvent): boolean {
  return nativeEvent.isComposing || nativeEvent.keyCode === 229;
}
