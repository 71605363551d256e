import { type ComponentType, useCallback, useEffect, useState } from "react";

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

/** Begins to load. Whoever only comes near is told of no failure; whoever opens it is. */
export function reachFor<Props>(code: LazyCode<Props>): void {
  code.load().catch(() => {});
}

/** Loads code once it is wanted. A failure is told and never thrown: it must not take the page down, with its forms. */
export function useLazyCode<Props>(code: LazyCode<Props>, wanted: boolean) {
  const [{ failed, trying }, setProgress] = useState({ failed: false, trying: false });
  const Component = code.component;

  const attempt = useCallback(() => {
    setProgress((before) => ({ ...before, trying: true }));
    code.load().then(
      () => setProgress({ failed: false, trying: false }),
      () => setProgress({ failed: true, trying: false }),
    );
  }, [code]);

  useEffect(() => {
    if (!wanted || Component) return;
    setProgress({ failed: false, trying: true });
    attempt();
  }, [wanted, Component, attempt]);

  return { Component, failed, trying, attempt };
}

/** What may have happened, in the words of those who only pressed a button. */
export const LOAD_FAILURE = {
  title: "This part of the page could not be loaded",
  description:
    "Nothing else is lost. The connection may be down, or this page is from before an update. After an update only reloading helps, which clears what is typed on the page.",
};
