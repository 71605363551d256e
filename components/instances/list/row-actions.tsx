"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useCallback, useState } from "react";
import { copyText } from "@/components/ui/clipboard";
import { lazyCode } from "@/components/ui/lazy-code";
import { LazyOverlay, useOverlay } from "@/components/ui/lazy-overlay";
import { toast } from "@/components/ui/toast";
import type { Instance } from "@/lib/contracts/instance";
import {
  connectionQuery,
  instanceKeys,
  listInstance,
  useRevealInstance,
  useUpdateInstance,
} from "@/lib/queries/instances";
import { STATUS_LABELS } from "@/lib/words/labels";
import type { RowAction } from "./row-menu";

const connectDialog = lazyCode(() => import("./connect-dialog").then((module) => module.ConnectDialog));
const sendLinkDialog = lazyCode(() =>
  import("@/components/links/send-link-dialog").then((module) => module.SendLinkDialog),
);
const deleteDialog = lazyCode(() => import("../detail/delete-dialog").then((module) => module.DeleteDialog));

type RowActionsProps = { children: (act: (action: RowAction, instance: Instance) => void) => ReactNode };

/** Does what the rows' menus ask for, with one set of dialogs for all rows. */
export function RowActions({ children }: RowActionsProps) {
  const client = useQueryClient();
  const [about, setAbout] = useState<Instance>();
  const connect = useOverlay(connectDialog);
  const sendLink = useOverlay(sendLinkDialog);
  const remove = useOverlay(deleteDialog);
  const { show: showConnect } = connect;
  const { show: showSendLink } = sendLink;
  const { show: showDelete } = remove;
  const { mutateAsync: reveal } = useRevealInstance();
  const { mutateAsync: update } = useUpdateInstance();

  const refresh = useCallback(
    async ({ id }: Instance) => {
      const { instance } = await client.fetchQuery(connectionQuery(id));
      listInstance(client, instance);
      return `Checked: ${STATUS_LABELS[instance.status]}`;
    },
    [client],
  );

  const act = useCallback(
    (action: RowAction, instance: Instance) => {
      const { id, instanceId, isReadOnly } = instance;
      setAbout(instance);
      switch (action) {
        case "copy-url":
          return tell(
            copyText(async () => (await reveal(id)).serverUrl).then(() => "The server URL is copied"),
            "Nothing was copied",
          );
        case "copy-id":
          return tell(
            copyText(instanceId).then(() => "The instance id is copied"),
            "Nothing was copied",
          );
        case "connect":
          return showConnect(true);
        case "send-link":
          return showSendLink(true);
        case "refresh":
          return tell(refresh(instance), "The state could not be asked for");
        case "switch-read-only":
          return tell(
            update({ id, isReadOnly: !isReadOnly }).then(() =>
              isReadOnly ? "It can write now" : "It is read-only now",
            ),
            isReadOnly ? "It is still read-only" : "It can still write",
          );
        case "delete":
          return showDelete(true);
      }
    },
    [reveal, update, refresh, showConnect, showSendLink, showDelete],
  );

  return (
    <>
      {children(act)}
      {about && (
        <>
          <LazyOverlay overlay={connect.overlay}>
            {(ConnectDialog, props) => <ConnectDialog {...props} instance={about} />}
          </LazyOverlay>
          <LazyOverlay overlay={sendLink.overlay}>
            {(SendLinkDialog, props) => <SendLinkDialog {...props} userId={about.userId} />}
          </LazyOverlay>
          <LazyOverlay overlay={remove.overlay}>
            {(DeleteDialog, props) => (
              <DeleteDialog
                {...props}
                instance={about}
                onDeleted={() => {
                  showDelete(false);
                  void client.invalidateQueries({ queryKey: instanceKeys.all });
                }}
              />
            )}
          </LazyOverlay>
        </>
      )}
    </>
  );
}

/** Says what came of it, good or bad. */
function tell(work: Promise<string>, failure: string): void {
  work.then(
    (title) => toast({ kind: "positive", title }),
    (error: Error) => toast({ kind: "negative", title: failure, description: error.message }),
  );
}
