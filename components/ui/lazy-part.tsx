"use client";

import type { ComponentType, ReactNode } from "react";
import { Alert } from "./alert";
import { Button } from "./button";
import { type LazyCode, LOAD_FAILURE, useLazyCode } from "./lazy-code";

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
