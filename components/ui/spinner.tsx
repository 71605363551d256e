import { cx } from "./class-names";
import { LoaderCircle } from "./icons";

/** A turning circle; decorative, so the words of what is awaited stand beside it. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden className={cx("size-4 animate-spin", className)} />;
}
