import * as apiKey from "./api-key";
import * as audit from "./audit";
import * as auth from "./auth";
import * as bundle from "./bundle";
import * as combinedUrl from "./combined-url";
import * as connect from "./connect";
import * as engine from "./engine";
import * as engineCredential from "./engine-credential";
import * as engineTarget from "./engine-target";
import * as engineUsage from "./engine-usage";
import * as gateway from "./gateway";
import * as instance from "./instance";
import * as job from "./job";
import * as link from "./link";
import * as notice from "./notice";
import * as organisation from "./organisation";
import * as rateLimit from "./rate-limit";
import * as sandbox from "./sandbox";
import * as savedView from "./saved-view";
import * as secretCheck from "./secret-check";
import * as task from "./task";
import * as upstream from "./upstream";
import * as warning from "./warning";
import * as webhook from "./webhook";

/** Every table, for the client and for better-auth's adapter. */
export const schema = {
  ...apiKey,
  ...auth,
  ...bundle,
  ...combinedUrl,
  ...instance,
  ...connect,
  ...audit,
  ...engine,
  ...engineCredential,
  ...engineTarget,
  ...engineUsage,
  ...sandbox,
  ...gateway,
  ...rateLimit,
  ...link,
  ...notice,
  ...organisation,
  ...job,
  ...task,
  ...savedView,
  ...secretCheck,
  ...upstream,
  ...warning,
  ...webhook,
};
