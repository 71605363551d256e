import type { DetailsOf } from "@/lib/contracts/audit-details";
import type { TargetForm } from "@/lib/contracts/target";

/** What the audit says of a target: of secrets, only whether they were changed. */
export function targetDetails({
  kind,
  url,
  registration,
  clientId,
  clientSecret,
  headers,
}: TargetForm): DetailsOf<"target.update"> {
  return {
    kind,
    ...(url !== undefined && { address: withoutQuery(url) }),
    ...(registration !== undefined && { registration }),
    ...(clientId !== undefined && { clientId }),
    clientSecret: clientSecret === undefined ? "kept" : clientSecret === null ? "removed" : "changed",
    ...(headers && { headers: Object.keys(headers) }),
  };
}

function withoutQuery(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
