"use client";

import { useQuery } from "@tanstack/react-query";
import { useMember } from "@/components/layout/member";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Package } from "@/components/ui/icons";
import { UnreadAlert } from "@/components/ui/unread-alert";
import { bundlesQuery } from "@/lib/queries/bundles";
import { BundleRow } from "./bundle-row";

/** The bundles by name. */
export function BundleList() {
  const { can } = useMember();
  const query = useQuery(bundlesQuery);
  const { data } = query;
  return (
    <Card aria-label="Bundles">
      <UnreadAlert of={query} title="The list could not be read" className="m-4" />
      {data?.bundles.length === 0 && (
        <EmptyState icon={Package} title="No bundles yet">
          {can("bundle.create")
            ? "Such as Support: Zendesk, Slack and Gmail, read-only. Make the first with the button above."
            : "An administrator makes them."}
        </EmptyState>
      )}
      {data && data.bundles.length > 0 && (
        <ul className="divide-y divide-border">
          {data.bundles.map((bundle) => (
            <BundleRow key={bundle.id} bundle={bundle} />
          ))}
        </ul>
      )}
    </Card>
  );
}
