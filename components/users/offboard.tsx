"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { UserMinus } from "@/components/ui/icons";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import type { Instance } from "@/lib/contracts/instance";

const offboardDialog = lazyCode(() => import("./offboard-dialog").then((module) => module.OffboardDialog));

type OffboardProps = {
  userId: string;
  instances: readonly Instance[];
  /** The words on the button. */
  children: ReactNode;
  /** Called with the id of the job that does it. */
  onStarted: (jobId: string) => void;
};

/** The button that asks before everything of a user is taken away. */
export function Offboard({ userId, instances, children, onStarted }: OffboardProps) {
  const { trigger, overlay, show } = useOverlay(offboardDialog);
  return (
    <>
      <Button {...trigger} className="text-negative">
        <UserMinus aria-hidden /> {children}
      </Button>
      <LazyOverlay overlay={overlay}>
        {(OffboardDialog, props) => (
          <OffboardDialog
            {...props}
            userId={userId}
            instances={instances}
            onStarted={(jobId) => {
              show(false);
              onStarted(jobId);
            }}
          />
        )}
      </LazyOverlay>
    </>
  );
}
