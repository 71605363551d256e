import { cx } from "@/components/ui/class-names";
import type { ServerName } from "@/lib/contracts/server-name";
import { markOf } from "./mark";
import { Monogram } from "./monogram";
import { OwnMark } from "./own-mark";

const SIZES = {
  small: "size-5 rounded-sm text-[0.625rem] [&_svg]:size-3",
  medium: "size-7 rounded-md text-xs [&_svg]:size-4",
  large: "size-10 rounded-lg text-sm [&_svg]:size-5.5",
};

type ServerMarkProps = { name: ServerName; size?: keyof typeof SIZES; className?: string };

/** The mark of a server, its own icon, or its first two letters. Decorative: the name stands beside it. */
export function ServerMark({ name, size = "medium", className }: ServerMarkProps) {
  const slug = markOf(name);
  return (
    <span
      aria-hidden
      className={cx(
        "inline-flex shrink-0 items-center justify-center overflow-hidden border border-border bg-inset font-medium text-foreground",
        SIZES[size],
        className,
      )}
    >
      {slug ? (
        <svg aria-hidden className="fill-current">
          <use href={`/marks.svg#${slug}`} />
        </svg>
      ) : slug === null ? (
        <Monogram name={name} />
      ) : (
        <OwnMark name={name} />
      )}
    </span>
  );
}
