import type { Route } from "next";
import { PageLink } from "@/components/ui/page-link";
import type { ActivityEvent } from "@/lib/contracts/activity";
import type { UpstreamId } from "@/lib/contracts/upstream";
import { instancePath, jobPath, PATHS, userPath } from "@/lib/paths";
import { UPSTREAM_LABELS } from "@/lib/words/labels";
import { showId } from "@/lib/words/unseen";

/** The record that an event is about, which leads to it; what has no page is only named. */
export function SubjectLink({ subject }: { subject: ActivityEvent["subject"] }) {
  const href = pathOf(subject);
  const words = subjectWords(subject);
  if (!href) return <span className="wrap-anywhere">{words}</span>;
  return (
    <PageLink href={href} className="wrap-anywhere underline-offset-2 hover:underline">
      {words}
    </PageLink>
  );
}

const NAMES: Record<string, string> = {
  instance: "An instance",
  job: "Job",
  link: "Connect link",
  "api-key": "API key",
  bundle: "Bundle",
  view: "Saved view",
  member: "Member",
  server: "Server",
  webhook: "Webhook",
  organisation: "Organisation",
  console: "The record",
};

export function subjectWords({ type, id, name }: ActivityEvent["subject"]): string {
  if (type === "instance") return name ?? (id === "many" ? "Several instances" : "An instance");
  if (type === "user" || type === "server") return showId(id);
  if (type === "webhook") return PATHS.webhooks;
  if (type === "upstream") return UPSTREAM_LABELS[id as UpstreamId] ?? id;
  const kind = NAMES[type] ?? type;
  return name === null ? kind : `${kind} ${type === "link" ? "for " : ""}${name}`;
}

function pathOf({ type, id, userId }: ActivityEvent["subject"]): Route | undefined {
  if (type === "instance") return id === "many" ? PATHS.instances : instancePath(id);
  if (type === "user") return userPath(id);
  if (type === "job") return jobPath(id);
  if (type === "link") return userId === null ? PATHS.links : userPath(userId);
  if (type === "member") return PATHS.members;
  if (type === "organisation") return PATHS.settings;
  if (type === "bundle") return PATHS.bundles;
  if (type === "upstream") return PATHS.overview;
  return undefined;
}
