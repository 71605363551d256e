import { ConnectAccount } from "@/components/connect/connect-account";
import { useVisitorWords } from "@/components/connect/visitor-words";
import { ServerMark } from "@/components/servers/server-mark";
import { Badge, type Tone } from "@/components/ui/badge";
import { CircleCheck, CircleDashed, type IconComponent, RotateCw } from "@/components/ui/icons";
import type { OpenedItem } from "@/lib/contracts/link";
import { isDone } from "@/lib/contracts/terms/status";
import { linkConnectPath } from "@/lib/paths";
import { openedLinkQuery, useLinkItem } from "@/lib/queries/links";
import type { VisitorWords } from "@/lib/words/visitor/en";
import { LinkAccess } from "./link-access";

/** An account of a link, with its place on the page, from 0: the page knows it by nothing else. */
export type PlacedItem = OpenedItem & { place: number };

type LinkAccountProps = {
  token: string;
  item: PlacedItem;
  /** Nothing can be done with the link any more. */
  finished: boolean;
};

/** One account of a link: what it is for, how it stands, and how to connect it. */
export function LinkAccount({ token, item, finished }: LinkAccountProps) {
  const { place, serverName, signIn, isReadOnly, status, attempt } = item;
  const { words: spoken } = useVisitorWords();
  const { cancel, sendKey } = useLinkItem(token, place);
  const { tone, icon: Icon, words } = standing(item, spoken);
  return (
    <li className="px-4 pt-4 pb-2">
      <div className="flex items-start gap-3">
        <ServerMark name={serverName} size="large" />
        <div className="min-w-0 flex-1">
          <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <h3 className="font-semibold text-base">{serverName}</h3>
            <Badge tone={tone}>
              <Icon aria-hidden />
              <span>{words}</span>
            </Badge>
          </div>
          <LinkAccess isReadOnly={isReadOnly} />
        </div>
      </div>
      <div className="mt-3 sm:ps-13">
        {!finished && (
          <ConnectAccount
            source={{
              serverName,
              signIn,
              status,
              attempt,
              query: openedLinkQuery(token),
              startAddress: (window, parameters) => linkConnectPath(token, place, window, parameters),
              cancel,
              sendKey,
            }}
          />
        )}
      </div>
    </li>
  );
}

/** A state in the words of somebody who has never seen the console. */
function standing(item: OpenedItem, words: VisitorWords): { tone: Tone; icon: IconComponent; words: string } {
  if (isDone(item)) return { tone: "positive", icon: CircleCheck, words: words.connected };
  return item.status === "needs-reauthorization"
    ? { tone: "negative", icon: RotateCw, words: words.again }
    : { tone: "neutral", icon: CircleDashed, words: words.notYet };
}
