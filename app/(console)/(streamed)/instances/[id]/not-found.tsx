import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchX } from "@/components/ui/icons";
import { PATHS } from "@/lib/paths";

export default function NoSuchInstance() {
  return (
    <>
      <h1 className="sr-only">No such instance</h1>
      <EmptyState
        icon={SearchX}
        title="There is no such instance"
        actions={<ButtonLink href={PATHS.instances}>Look through all instances</ButtonLink>}
        className="pt-24"
      >
        It was deleted, or the address was not copied whole.
      </EmptyState>
    </>
  );
}
