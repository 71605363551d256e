import { ConnectAccount } from "@/components/connect/connect-account";
import type { ConnectSource } from "@/components/connect/source";
import { useMember } from "@/components/layout/member";
import { SendLink } from "@/components/links/send-link";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import type { Instance } from "@/lib/contracts/instance";
import type { InstanceStatus } from "@/lib/contracts/status";
import { isDone } from "@/lib/contracts/terms/status";
import { RemoveAuthorization } from "./remove-authorization";

/** What a state means for whoever uses the URL, and what is to be done. */
const MEANINGS: Record<InstanceStatus, string> = {
  connected: "The account is connected: whoever holds the URL can use it.",
  waiting: "Nobody has connected the account yet. Until then, tools answer only with how to connect it.",
  "needs-reauthorization":
    "The account was connected, and the service has stopped accepting it. Connect it again: the URL stays the same.",
  "no-sign-in-needed": "This service asks for no account. The URL works as it is.",
  revoked:
    "The authorization was removed, so tools do not work. Connect the account again: the URL stays the same.",
  unknown: "The upstream has not said how the account stands. Refresh the state, or connect the account.",
};

type SignInCardProps = { instance: Instance; source: ConnectSource };

export function SignInCard({ instance, source }: SignInCardProps) {
  const { can } = useMember();
  const { status, userId } = instance;
  const removable = status === "connected" || status === "needs-reauthorization";
  return (
    <Card aria-labelledby="sign-in">
      <CardHeader>
        <CardTitle id="sign-in">Sign-in</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <p className="max-w-[72ch] text-muted text-sm">{MEANINGS[status]}</p>
        {can("connect.start") && (
          <>
            <ConnectAccount source={source} />
            {(removable || !isDone(instance)) && (
              <div className="flex flex-wrap items-center gap-2 border-border border-t pt-3">
                {!isDone(instance) && (
                  <>
                    <span className="text-muted text-sm">Not your account?</span>
                    <SendLink userId={userId} />
                  </>
                )}
                {removable && <RemoveAuthorization instance={instance} />}
              </div>
            )}
          </>
        )}
      </CardBody>
    </Card>
  );
}
