"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { AskedButton } from "@/components/ui/asked-button";
import { Button } from "@/components/ui/button";
import { Bookmark, BookmarkX } from "@/components/ui/icons";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import { useDeleteView, viewsQuery } from "@/lib/queries/views";
import { listParams } from "./search-params";

const saveViewDialog = lazyCode(() => import("./save-view-dialog").then((module) => module.SaveViewDialog));

/** Keeps how the list is narrowed under a name in the sidebar, or takes the name away again. */
export function SaveView() {
  const search = listParams.write(`?${useSearchParams()}`, { job: undefined });
  const { data } = useQuery(viewsQuery);
  const { trigger, overlay } = useOverlay(saveViewDialog);
  const remove = useDeleteView();
  const saved = data?.views.find((view) => view.search === search);

  if (saved) {
    return (
      <AskedButton
        variant="ghost"
        size="small"
        className="shrink-0"
        question={{
          title: `Delete the view ${saved.name}?`,
          description: "Its name goes from your sidebar. The instances in it stay as they are.",
          confirmLabel: "Delete view",
        }}
        failed="It was not deleted"
        act={() => remove.mutateAsync(saved.id)}
      >
        <BookmarkX aria-hidden /> Delete view
      </AskedButton>
    );
  }
  return (
    <>
      <Button {...trigger} variant="ghost" size="small" className="shrink-0">
        <Bookmark aria-hidden /> Save view
      </Button>
      <LazyOverlay overlay={overlay}>
        {(SaveViewDialog, props) => <SaveViewDialog {...props} search={search} />}
      </LazyOverlay>
    </>
  );
}
