import { useQuery } from "@tanstack/react-query";
import { CopyButton } from "@/components/ui/copy-button";
import type { Instance } from "@/lib/contracts/instance";
import { useRevealReadOnly } from "@/lib/queries/rules";
import { usageQuery } from "@/lib/queries/usage";

/** A second address of an instance that writes, by which an agent only reads. Each copy is audited. */
export function ReadOnlyAddress({ instance: { id, isReadOnly } }: { instance: Instance }) {
  const { data } = useQuery(usageQuery(id));
  const reveal = useRevealReadOnly();
  if (!data?.isKept || isReadOnly) return null;
  return (
    <CopyButton
      label="Copy the read-only address"
      text={async () => (await reveal.mutateAsync(id)).serverUrl}
    >
      Copy the read-only address
    </CopyButton>
  );
}
