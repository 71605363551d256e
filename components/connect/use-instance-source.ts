import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useMember } from "@/components/layout/member";
import type { ConnectPage } from "@/lib/contracts/connect";
import type { Instance } from "@/lib/contracts/instance";
import { connectPath } from "@/lib/paths";
import { connectionQuery, listInstance, useCancelConnect, useSetKey } from "@/lib/queries/instances";
import type { ConnectSource } from "./source";

/**
 * An instance of the console as something to connect, with its latest state.
 * @param instance as it was known when the page or the list was made
 * @param page where the button stands, to which a tab that leaves for the provider comes back
 * @param watch false in a list, which would otherwise ask the upstream for each of its rows
 */
export function useInstanceSource(
  instance: Instance,
  { page, watch }: { page: ConnectPage; watch: boolean },
): { instance: Instance; source: ConnectSource } {
  const { pageToken } = useMember();
  const client = useQueryClient();
  const cancel = useCancelConnect();
  const sendKey = useSetKey(instance.id);
  const query = connectionQuery(instance.id);
  const { data } = useQuery({ ...query, enabled: watch, refetchOnWindowFocus: "always" });
  const latest = data && isAsNew(data.instance, instance) ? data.instance : instance;

  useEffect(() => {
    if (data) listInstance(client, data.instance);
  }, [client, data]);

  return {
    instance: latest,
    source: {
      serverName: latest.serverName,
      signIn: latest.signIn,
      status: latest.status,
      attempt: data?.attempt ?? null,
      query,
      startAddress: (window, parameters) => connectPath(instance.id, page, window, pageToken, parameters),
      cancel: () => cancel.mutateAsync(instance.id),
      sendKey,
    },
  };
}

/** ISO times compare as texts; a state that was never asked for is the oldest. */
function isAsNew(one: Instance, other: Instance): boolean {
  return (one.statusCheckedAt ?? "") >= (other.statusCheckedAt ?? "");
}
