"use client";

import { Toast } from "@base-ui/react/toast";
import { useEffect } from "react";
import { Button } from "./button";
import { buttonStyle } from "./button-style";
import { CircleAlert, CircleCheck, Info, X } from "./icons";
import { receiveToasts, type ToastMessage } from "./toast";

const LOOKS = {
  info: { icon: Info, colour: "text-info" },
  positive: { icon: CircleCheck, colour: "text-positive" },
  negative: { icon: CircleAlert, colour: "text-negative" },
} as const;

/** In milliseconds. */
const SHOWN_FOR = 6000;

const manager = Toast.createToastManager<{ kind: keyof typeof LOOKS }>();

function show({ title, description, kind = "info", action }: ToastMessage) {
  manager.add({
    title,
    description,
    timeout: action || kind === "negative" ? 0 : SHOWN_FOR,
    actionProps: action && { children: action.label, onClick: action.onSelect },
    data: { kind },
  });
}

export default function ToastViewport() {
  useEffect(() => receiveToasts(show), []);
  return (
    <Toast.Provider toastManager={manager}>
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-4 z-50 flex w-[calc(100vw-2rem)] flex-col gap-2 sm:w-96">
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Toasts() {
  const { toasts } = Toast.useToastManager<{ kind: keyof typeof LOOKS }>();
  return toasts.map((item) => {
    const { icon: Icon, colour } = LOOKS[item.data?.kind ?? "info"];
    return (
      <Toast.Root
        key={item.id}
        toast={item}
        className="rounded-lg border border-border bg-raised shadow-high transition-[opacity,translate] duration-150 data-ending-style:translate-y-1 data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-2 data-starting-style:opacity-0"
      >
        <Toast.Content className="flex items-start gap-2.5 py-3 pr-2 pl-3">
          <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${colour}`} />
          <div className="min-w-0 flex-1">
            <Toast.Title className="font-medium text-sm" />
            <Toast.Description className="text-muted text-sm" />
            <Toast.Action className={buttonStyle("secondary", "small", "mt-2")} />
          </div>
          <Toast.Close
            render={<Button variant="ghost" size="icon-small" aria-label="Dismiss" className="-my-1" />}
          >
            <X aria-hidden />
          </Toast.Close>
        </Toast.Content>
      </Toast.Root>
    );
  });
}
