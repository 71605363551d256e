import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  createWebhook,
  deleteWebhook,
  listWebhooks,
  readWebhook,
  redeliver,
  rotateWebhookSecret,
  sendTestEvent,
  updateWebhook,
} from "@/lib/api/webhooks";
import type { WebhookChange } from "@/lib/contracts/webhook";

const ALL = ["webhooks"] as const;

export const webhooksQuery = queryOptions({
  queryKey: [...ALL, "list"],
  queryFn: ({ signal }) => listWebhooks(signal),
  staleTime: 0,
});

/** How often a page with deliveries on their way asks for them, in milliseconds. */
const WATCH_EVERY = 5_000;

/** An endpoint with its deliveries, followed while some are on their way. */
export const webhookQuery = (id: string) =>
  queryOptions({
    queryKey: [...ALL, "one", id],
    queryFn: ({ signal }) => readWebhook(id, signal),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) =>
      data?.deliveries.some(({ state }) => state === "pending") ? WATCH_EVERY : false,
  });

function useChange<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    // An answer may hold a secret, so it is not kept.
    gcTime: 0,
    onSettled: () => client.invalidateQueries({ queryKey: ALL }),
  });
}

export const useCreateWebhook = () => useChange(createWebhook);
export const useDeleteWebhook = () => useChange(deleteWebhook);
export const useUpdateWebhook = (id: string) =>
  useChange((change: WebhookChange) => updateWebhook(id, change));
export const useRotateWebhookSecret = (id: string) => useChange(() => rotateWebhookSecret(id));
export const useSendTestEvent = (id: string) => useChange(() => sendTestEvent(id));
export const useRedeliver = (id: string) => useChange((delivery: string) => redeliver(id, delivery));
