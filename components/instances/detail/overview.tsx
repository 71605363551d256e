import type { ConnectSource } from "@/components/connect/source";
import { useMember } from "@/components/layout/member";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import type { Instance } from "@/lib/contracts/instance";
import { CallLimit } from "./call-limit";
import { CredentialCard } from "./credential-card";
import { DeleteInstance } from "./delete-instance";
import { InstanceFacts } from "./instance-facts";
import { ReadOnlySwitch } from "./read-only-switch";
import { SignInCard } from "./sign-in-card";
import { SuspendSwitch } from "./suspend-switch";
import { UrlCard } from "./url-card";
import { UsageCard } from "./usage-card";

type OverviewProps = { instance: Instance; source: ConnectSource };

/** What an operator does with an instance at the left, what it is at the right. */
export function Overview({ instance, source }: OverviewProps) {
  const { can } = useMember();
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
      <div className="flex min-w-0 flex-col gap-5">
        {!instance.missing && <SignInCard instance={instance} source={source} />}
        <UrlCard instance={instance} />
        <UsageCard id={instance.id} />
        <CredentialCard id={instance.id} />
      </div>
      <div className="flex min-w-0 flex-col gap-5">
        <Card aria-labelledby="access">
          <CardHeader>
            <CardTitle id="access">Access</CardTitle>
          </CardHeader>
          <CardBody className="flex flex-col gap-4">
            <ReadOnlySwitch instance={instance} disabled={!can("instance.update") || instance.missing} />
            <SuspendSwitch instance={instance} disabled={!can("instance.suspend") || instance.missing} />
            <CallLimit id={instance.id} disabled={!can("instance.limit-calls") || instance.missing} />
          </CardBody>
        </Card>
        <InstanceFacts instance={instance} />
        {can("instance.delete") && <DeleteInstance instance={instance} />}
      </div>
    </div>
  );
}
