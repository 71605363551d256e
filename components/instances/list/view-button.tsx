"use client";

import { SlidersHorizontal } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { Column, ListView } from "./view";

const loadOptions = () => import("./view-options");
const ViewOptions = dynamic(() => loadOptions().then((module) => module.ViewOptions), { ssr: false });

/** Opens the choice of order, density and columns. */
export function ViewButton({ view, columns }: { view: ListView; columns: readonly Column[] }) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);

  const toggle = () => {
    setWanted(true);
    setOpen(!open);
  };

  return (
    <>
      <Button
        ref={button}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={toggle}
        onPointerEnter={loadOptions}
        onFocus={loadOptions}
      >
        <SlidersHorizontal aria-hidden /> View
      </Button>
      {wanted && (
        <ViewOptions anchor={button} open={open} onOpenChange={setOpen} view={view} columns={columns} />
      )}
    </>
  );
}
