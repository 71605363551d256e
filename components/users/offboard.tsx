"use client";

import { UserMinus } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import type { Instance } from "@/lib/contracts/instance";

const loadDialog = () => import("./offboard-dialog");
const OffboardDialog = dynamic(() => loadDialog().then((module) => module.OffboardDialog), { ssr: false });

type OffboardProps = {
  userId: string;
  instances: readonly Instance[];
  /** The words on the button. */
  children: ReactNode;
  /** Called with the id of the job that does it. */
  onStarted: (jobId: string) => void;
};

/** The button that asks before everything of a person is taken away. */
export function Offboard({ userId, instances, children, onStarted }: OffboardProps) {
  const [open, setOpen] = useState(false);
  const [turn, setTurn] = useState(0);

  const show = (next: boolean) => {
    if (next) setTurn(turn + 1);
    setOpen(next);
  };

  return (
    <>
      <Button
        aria-haspopup="dialog"
        onClick={() => show(true)}
        onPointerEnter={loadDialog}
        onFocus={loadDialog}
        className="text-negative"
      >
        <UserMinus aria-hidden /> {children}
      </Button>
      {turn > 0 && (
        <OffboardDialog
          key={turn}
          open={open}
          onOpenChange={show}
          userId={userId}
          instances={instances}
          onStarted={(jobId) => {
            setOpen(false);
            onStarted(jobId);
          }}
        />
      )}
    </>
  );
}
