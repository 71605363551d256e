"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Bookmark, BookmarkX } from "@/components/ui/icons";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import { toast } from "@/components/ui/toast";
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

  const forget = (id: string) =>
    remove.mutate(id, {
      onError: ({ message }) =>
        toast({ kind: "negative", title: "The view was not deleted", description: message }),
    });

  if (saved) {
    return (
      <Button
        variant="ghost"
        size="small"
        className="shrink-0"
        busy={remove.isPending}
        busyLabel="Deleting the view"
        onClick={() => forget(saved.id)}
      >
        <BookmarkX aria-hidden /> Delete view
      </Button>
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
