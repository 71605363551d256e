import { useMutation } from "@tanstack/react-query";
import { updateOrganisation } from "@/lib/api/organisation";

export function useUpdateOrganisation() {
  return useMutation({ mutationFn: updateOrganisation });
}
