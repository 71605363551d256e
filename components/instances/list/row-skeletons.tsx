import { Skeleton } from "@/components/ui/skeleton";
import type { Density } from "./search-params";
import { rowStyle } from "./table-style";

/** The places of rows that are on their way, as high as the rows will be. */
export function RowSkeletons({ count, density }: { count: number; density: Density }) {
  return (
    <div aria-hidden>
      {Array.from({ length: count }, (_, place) => place).map((place) => (
        <div key={place} className={rowStyle(density, false)}>
          <div className="flex w-full items-center gap-2.5 @4xl:col-span-full">
            <Skeleton className="size-7 shrink-0" />
            <Skeleton className="h-4 w-1/4" />
            <Skeleton className="h-4 w-1/5" />
            <Skeleton className="ml-auto hidden h-4 w-1/4 @4xl:block" />
          </div>
          <Skeleton className="h-4 w-2/3 @4xl:hidden" />
          <Skeleton className="h-4 w-1/2 @4xl:hidden" />
        </div>
      ))}
    </div>
  );
}
