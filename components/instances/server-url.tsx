"use client";

import { MaskedUrl } from "@/components/ui/masked-url";
import type { Instance } from "@/lib/contracts/instance";
import { useRevealInstance } from "@/lib/queries/instances";

/** The server URL of an instance. */
export function ServerUrl({ instance }: { instance: Instance }) {
  const { mutateAsync, isPending } = useRevealInstance();
  return (
    <MaskedUrl
      label="server URL"
      masked={instance.maskedUrl}
      reveal={async () => (await mutateAsync(instance.id)).serverUrl}
      busy={isPending}
    />
  );
}
