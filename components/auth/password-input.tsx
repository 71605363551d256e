"use client";

import { type ComponentProps, useState } from "react";
import { Button } from "@/components/ui/button";
import { Eye, EyeOff } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";

type PasswordInputProps = Omit<ComponentProps<"input">, "type" | "className"> & {
  /** Names the button that shows what was typed, where it is not a password. */
  showLabel?: string;
};

/** A password or another secret, hidden until its owner wants to see it. */
export function PasswordInput({ showLabel = "Show password", ...props }: PasswordInputProps) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Input
        type={shown ? "text" : "password"}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className="pr-11"
        {...props}
      />
      <Button
        variant="ghost"
        size="icon-small"
        aria-label={showLabel}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute! inset-y-0 right-1 my-auto"
      >
        {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
      </Button>
    </div>
  );
}
