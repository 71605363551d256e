import type { Instance } from "@/lib/contracts/instance";
import { InstanceTitle } from "./instance-title";
import { StateLine } from "./state-line";

/** Whose server this is, and how it stands. */
export function InstanceHeader({ instance }: { instance: Instance }) {
  const { serverName, userId, platformName, isReadOnly } = instance;
  return (
    <InstanceTitle
      serverName={serverName}
      userId={userId}
      platformName={platformName}
      more={isReadOnly ? ", read-only" : ", read and write"}
    >
      <StateLine instance={instance} />
    </InstanceTitle>
  );
}
