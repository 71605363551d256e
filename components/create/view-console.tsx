"use client";

import { useState } from "react";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import type { Instance } from "@/lib/contracts/instance";
import { createPath } from "@/lib/paths";
import { LateResultPanel } from "./late-result-panel";
import { RecentInstances } from "./recent-instances";

/** The create page of those who cannot create: what was created, and one of it more closely. */
export function ViewConsole({ shown: first }: { shown: Instance | null }) {
  const [shown, setShown] = useState(first);

  const show = (instance: Instance) => {
    setShown(instance);
    window.history.replaceState(null, "", createPath({ instance: instance.id }));
  };

  return (
    <div className="flex flex-col gap-6">
      {shown && (
        <Card aria-labelledby="shown">
          <CardHeader>
            <CardTitle id="shown">Instance</CardTitle>
          </CardHeader>
          <LateResultPanel key={shown.id} outcome={{ instance: shown }} />
        </Card>
      )}
      <RecentInstances onShow={show} />
    </div>
  );
}
