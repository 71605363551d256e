import { useQuery } from "@tanstack/react-query";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { RequestError } from "@/lib/api/request-error";
import type { Instance } from "@/lib/contracts/instance";
import { createPath } from "@/lib/paths";
import { connectionQuery } from "@/lib/queries/instances";
import { useListAddress } from "../list-address";

/** Says that the instance is gone, here or at the upstream, and what to do about it. */
export function GoneAlert({ instance }: { instance: Instance }) {
  const list = useListAddress();
  const { error } = useQuery({ ...connectionQuery(instance.id), enabled: false });
  if (error instanceof RequestError && error.code === "not-found") {
    return (
      <Alert
        kind="negative"
        title="This instance was deleted in the meantime"
        actions={
          <ButtonLink href={list} size="small">
            Look through all instances
          </ButtonLink>
        }
        className="mb-4"
      >
        What stands below is how it was. Its URL does not work any more.
      </Alert>
    );
  }
  if (!instance.missing) return null;
  const { serverName, userId, platformName } = instance;
  const platform = platformName ? { platform: platformName } : {};
  return (
    <Alert
      kind="negative"
      title="The upstream does not know this instance of this user any more"
      actions={
        <ButtonLink href={createPath({ server: serverName, user: userId, ...platform })} size="small">
          Create it again
        </ButtonLink>
      }
      className="mb-4"
    >
      It was deleted there, or is another user's by now, so the URL below is not to be used. Create it again
      for a new URL, and give that to whoever used this one; or delete the record below, if nobody needs it.
    </Alert>
  );
}
