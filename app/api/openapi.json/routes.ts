import type { DescribedRoute } from "@/lib/server/http/describe";
import * as activity from "../activity/route";
import * as auditExport from "../audit/export/route";
import * as oneBundle from "../bundles/[id]/route";
import * as bundles from "../bundles/route";
import * as revealCombined from "../combined-urls/[id]/reveal/route";
import * as combinedUrl from "../combined-urls/[id]/route";
import * as combinedUrls from "../combined-urls/route";
import * as authorization from "../instances/[id]/authorization/route";
import * as callLimit from "../instances/[id]/call-limit/route";
import * as connection from "../instances/[id]/connection/route";
import * as credential from "../instances/[id]/credential/route";
import * as history from "../instances/[id]/history/route";
import * as key from "../instances/[id]/key/route";
import * as readOnlyAddress from "../instances/[id]/read-only-address/route";
import * as reveal from "../instances/[id]/reveal/route";
import * as rotation from "../instances/[id]/rotation/route";
import * as instance from "../instances/[id]/route";
import * as suspension from "../instances/[id]/suspension/route";
import * as token from "../instances/[id]/token/route";
import * as oneTool from "../instances/[id]/tools/[name]/route";
import * as tools from "../instances/[id]/tools/route";
import * as usage from "../instances/[id]/usage/route";
import * as previewMany from "../instances/bulk/preview/route";
import * as createMany from "../instances/bulk/route";
import * as count from "../instances/count/route";
import * as exported from "../instances/export/route";
import * as revealMany from "../instances/reveal/route";
import * as instances from "../instances/route";
import * as search from "../instances/search/route";
import * as standings from "../instances/standings/route";
import * as nudge from "../jobs/[id]/nudge/route";
import * as receipt from "../jobs/[id]/receipt/route";
import * as signedReceipt from "../jobs/[id]/receipt/signed/route";
import * as job from "../jobs/[id]/route";
import * as jobs from "../jobs/route";
import * as link from "../links/[id]/route";
import * as manyLinks from "../links/bulk/route";
import * as remindLinks from "../links/remind/route";
import * as revokeLinks from "../links/revoke/route";
import * as links from "../links/route";
import * as overview from "../overview/route";
import * as suggestions from "../suggestions/route";
import * as suspensions from "../suspensions/route";
import * as toolChanges from "../tool-changes/route";
import * as adoptMany from "../upstream-users/adopt/bulk/route";
import * as adopt from "../upstream-users/adopt/route";
import * as upstreamUsers from "../upstream-users/route";
import * as user from "../user/route";
import * as alike from "../users/alike/route";
import * as offboardMany from "../users/offboard/bulk/route";
import * as offboard from "../users/offboard/route";
import * as users from "../users/route";
import * as userStandings from "../users/standings/route";
import * as userSuspension from "../users/suspension/route";
import * as webhookDelivery from "../webhooks/[id]/deliveries/[delivery]/route";
import * as webhookRotation from "../webhooks/[id]/rotation/route";
import * as webhook from "../webhooks/[id]/route";
import * as webhookTest from "../webhooks/[id]/test/route";
import * as webhooks from "../webhooks/route";

const of = (
  path: string,
  handlers: DescribedRoute["handlers"],
  summaries: DescribedRoute["summaries"],
): DescribedRoute => ({ path, handlers, summaries });

/** What an API key may call, in the order of the reference page. */
export const ROUTES: readonly DescribedRoute[] = [
  of("/api/instances", instances, { POST: "Create an instance, or be given the one that is there" }),
  of("/api/instances/bulk", createMany, { POST: "Begin to create several servers for several users" }),
  of("/api/instances/bulk/preview", previewMany, {
    POST: "Preview what creating several servers for several users makes",
  }),
  of("/api/instances/search", search, { GET: "List instances, filtered and sorted, a page at a time" }),
  of("/api/instances/count", count, { GET: "Count the instances that match a filter" }),
  of("/api/instances/standings", standings, { GET: "Count the instances that match a filter by status" }),
  of("/api/instances/export", exported, {
    GET: "Export the instances that match a filter",
    POST: "Export instances by their ids, or by a filter",
  }),
  of("/api/instances/reveal", revealMany, { POST: "Reveal the server URLs of instances, as CSV" }),
  of("/api/instances/{id}", instance, {
    PATCH: "Change whether an instance is read-only",
    DELETE: "Delete an instance at its upstream and here",
  }),
  of("/api/instances/{id}/reveal", reveal, { POST: "Reveal an instance's server URL" }),
  of("/api/instances/{id}/connection", connection, {
    GET: "Ask how the account of an instance stands",
    DELETE: "Cancel the attempt at connecting that is under way",
  }),
  of("/api/instances/{id}/key", key, { POST: "Connect an instance's account with a key" }),
  of("/api/instances/{id}/authorization", authorization, { DELETE: "Remove an instance's authorization" }),
  of("/api/instances/{id}/tools", tools, { GET: "List an instance's tools", POST: "Run a tool" }),
  of("/api/instances/{id}/tools/{name}", oneTool, { PUT: "Switch a tool of an instance off, or on again" }),
  of("/api/instances/{id}/history", history, { GET: "List what was done to an instance" }),
  of("/api/instances/{id}/usage", usage, { GET: "Tell what was called of an instance in thirty days" }),
  of("/api/instances/{id}/credential", credential, {
    GET: "Tell how the tokens of an instance's account were renewed and revoked",
  }),
  of("/api/instances/{id}/call-limit", callLimit, { PUT: "Hold an instance to so many calls a minute" }),
  of("/api/instances/{id}/rotation", rotation, { POST: "Give an instance another server URL" }),
  of("/api/instances/{id}/read-only-address", readOnlyAddress, {
    POST: "Reveal the address at which an instance only reads",
  }),
  of("/api/instances/{id}/token", token, {
    POST: "Have callers of an instance show a token beside the URL",
    DELETE: "Let the URL of an instance alone open it again",
  }),
  of("/api/instances/{id}/suspension", suspension, {
    PUT: "Refuse all calls of an instance, or let them through again",
  }),
  of("/api/combined-urls", combinedUrls, { POST: "Make one URL for several servers of a user" }),
  of("/api/combined-urls/{id}", combinedUrl, { DELETE: "End a combined URL; the instances stay" }),
  of("/api/combined-urls/{id}/reveal", revealCombined, { POST: "Reveal a combined URL" }),
  of("/api/bundles", bundles, { GET: "List the bundles of servers", POST: "Make a bundle" }),
  of("/api/bundles/{id}", oneBundle, { PUT: "Change a bundle", DELETE: "Delete a bundle" }),
  of("/api/users", users, { GET: "List the users" }),
  of("/api/user", user, { GET: "Get a user with every instance of theirs" }),
  of("/api/users/alike", alike, { GET: "List the users whose ids look like one that is not there yet" }),
  of("/api/users/standings", userStandings, { GET: "Count the users by the status of their instances" }),
  of("/api/users/offboard/bulk", offboardMany, { POST: "Take everything away from several users" }),
  of("/api/users/suspension", userSuspension, {
    PUT: "Refuse all calls of a user's instances, or let them through again",
  }),
  of("/api/suspensions", suspensions, { GET: "List what is suspended beside single instances" }),
  of("/api/tool-changes", toolChanges, { GET: "List the tools that changed since they were approved" }),
  of("/api/users/offboard", offboard, { POST: "Take everything away from a user" }),
  of("/api/upstream-users", upstreamUsers, { GET: "List the users whom an upstream knows" }),
  of("/api/upstream-users/adopt/bulk", adoptMany, {
    POST: "Begin to take the instances of many upstream users into the record",
  }),
  of("/api/upstream-users/adopt", adopt, { POST: "Take an upstream user's instances into the record" }),
  of("/api/links", links, { GET: "List the latest connect links", POST: "Make a connect link" }),
  of("/api/links/bulk", manyLinks, { POST: "Make a connect link for each user who needs one" }),
  of("/api/links/remind", remindLinks, { POST: "Remind the people of open links, by new addresses" }),
  of("/api/links/revoke", revokeLinks, { POST: "Revoke connect links by their ids" }),
  of("/api/links/{id}", link, { DELETE: "Revoke a connect link" }),
  of("/api/jobs", jobs, { GET: "List the work on many instances", POST: "Begin work on many instances" }),
  of("/api/jobs/{id}", job, { GET: "Follow a job", DELETE: "Stop a job" }),
  of("/api/jobs/{id}/receipt", receipt, { GET: "Get a job with each of its items" }),
  of("/api/jobs/{id}/receipt/signed", signedReceipt, { GET: "Export a job's receipt, signed" }),
  of("/api/jobs/{id}/nudge", nudge, { POST: "Go on with a job where no process keeps a clock" }),
  of("/api/activity", activity, { GET: "List what was done, by whom and to what" }),
  of("/api/audit/export", auditExport, { GET: "Export the record, or what matches of it, as a signed file" }),
  of("/api/webhooks", webhooks, { GET: "List the webhooks", POST: "Add a webhook" }),
  of("/api/webhooks/{id}", webhook, {
    GET: "Get a webhook with its latest deliveries",
    PATCH: "Change, disable or enable a webhook",
    DELETE: "Delete a webhook",
  }),
  of("/api/webhooks/{id}/rotation", webhookRotation, { POST: "Give a webhook another secret" }),
  of("/api/webhooks/{id}/test", webhookTest, { POST: "Send a test event to a webhook" }),
  of("/api/webhooks/{id}/deliveries/{delivery}", webhookDelivery, {
    POST: "Send a delivery of a webhook once more",
  }),
  of("/api/overview", overview, { GET: "Read what needs attention, and how the upstreams do" }),
  of("/api/suggestions", suggestions, { GET: "Read what the create form suggests" }),
];
