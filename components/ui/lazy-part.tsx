"use client";

import { type ComponentType, type ReactNode, useCallback, useEffect, useState } from "react";
import { Alert } from "./alert";
import { Button } from "./button";

/** Code that is loaded when it is first wanted, once for all who want it. */
export type LazyCode<Props> = {
  /** Undefined until it has come. */
  component: ComponentType<Props> | undefined;
  /** A failure is forgotten, so that the next call tries anew. */
  load: () => Promise<unknown>;
};

export function lazyCode<Props>(load: () => Promise<ComponentType<Props>>): LazyCode<Props> {
  let coming: Promise<unknown> | undefined;
  const code: LazyCode<Props> = {
    component: undefined,
    load: () => {
      coming ??= load().then(
        (component) => {
          code.component = component;
        },
        (error) => {
          coming = undefined;
          throw error;
        },
      );
      return coming;
    },
  };
  return code;
}

/** Loads code once it is wanted. A failure is told and never thrown: it must not take the page down, with its forms. */
export function useLazyCode<Props>(code: LazyCode<Props>, wanted: boolean) {
  const [{ failed, trying }, setProgress] = useState({ failed: false, trying: false });

  const attempt = useCallback(() => {
    setProgress((before) => ({ ...before, trying: true }));
    code.load().then(
      () => setProgress({ failed: false, trying: false }),
      () => setProgress({ failed: true, trying: false }),
    );
  }, [code]);

  useEffect(() => {
    if (!wanted || code.component) return;
    setProgress({ failed: false, trying: true });
    attempt();
  }, [wanted, code, attempt]);

  return { Component: code.component, failed, trying, attempt };
}

/** What may have happened, in the words of those who only pressed a button. */
export const LOAD_FAILURE = {
  title: "This part of the page could not be loaded",
  description:
    "Nothing else is lost. The connection may be down, or Patchbay was updated after you opened this page. After an update only reloading helps, which clears what is typed on the page.",
};

type LazyPartProps<Props> = {
  code: LazyCode<Props>;
  /** Stands in its place while the code is on its way. */
  loading: ReactNode;
  children: (Component: ComponentType<Props>) => ReactNode;
};

/** A part of a page whose code comes after the page; where it cannot be had, that is said in its place. */
export function LazyPart<Props>({ code, loading, children }: LazyPartProps<Props>) {
  const { Component, failed, trying, attempt } = useLazyCode(code, true);
  if (Component) return children(Component);
  if (!failed) return loading;
  return (
    <Alert
      kind="negative"
      title={LOAD_FAILURE.title}
      actions={
        <>
          <Button busy={trying} busyLabel="Loading" onClick={attempt}>
            Try again
          </Button>
          <Button onClick={() => window.location.reload()}>Reload the page</Button>
        </>
      }
    >
      {LOAD_FAILURE.description}
    </Alert>
  );
}
