import type { ServerName } from "@/lib/contracts/server-name";
import { monogramOf } from "./mark";

/** The plain mark. Drawn by style, so that it is no part of the name of what it stands in. */
export function Monogram({ name }: { name: ServerName }) {
  return <span data-monogram={monogramOf(name)} className="before:content-[attr(data-monogram)]" />;
}
