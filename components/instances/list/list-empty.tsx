import { useMember } from "@/components/layout/member";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Plug, SearchX } from "@/components/ui/icons";
import type { InstanceFilter } from "@/lib/contracts/instance-search";
import { PATHS } from "@/lib/paths";
import { changeView } from "./use-view";
import { isNarrowed, NO_FILTERS } from "./view";

/** Why there is nothing, and what to do about it. */
export function ListEmpty({ filter }: { filter: InstanceFilter }) {
  const { can } = useMember();
  if (isNarrowed(filter)) {
    return (
      <EmptyState
        icon={SearchX}
        title="Nothing matches"
        actions={<Button onClick={() => changeView(NO_FILTERS)}>Clear all filters</Button>}
      >
        No instance matches this search and these filters together.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Plug}
      title="No instances yet"
      actions={
        can("instance.create") && (
          <ButtonLink variant="primary" href={PATHS.create}>
            Create a server URL
          </ButtonLink>
        )
      }
    >
      Everything that is created here is listed here, with how it stands.
    </EmptyState>
  );
}
