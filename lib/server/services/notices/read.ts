import { verb } from "../../verb";
import { describeNotices, findNotices } from "./find";

/** What one is told of, and how. */
export const readNotices = verb("account.read-notices", ["member"], async (context) => ({
  notices: await describeNotices(context, await findNotices(context)),
}));
