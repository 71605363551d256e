import { useMutation } from "@tanstack/react-query";
import type { addPasskey } from "@/lib/api/passkeys";
import { useReloadAccount } from "./account";

// What speaks with the browser's authenticators is loaded when somebody uses one.
const passkeys = () => import("@/lib/api/passkeys");

export function useAddPasskey() {
  return useMutation({
    mutationFn: async (form: Parameters<typeof addPasskey>[0]) => (await passkeys()).addPasskey(form),
    onSuccess: useReloadAccount(),
  });
}

export function useRemovePasskey() {
  return useMutation({
    mutationFn: async (id: string) => (await passkeys()).removePasskey(id),
    onSettled: useReloadAccount(),
  });
}
