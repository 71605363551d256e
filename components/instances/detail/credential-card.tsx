import { useQuery } from "@tanstack/react-query";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { LocalTime } from "@/components/ui/local-time";
import { RelativeTime } from "@/components/ui/relative-time";
import type { CredentialHistory } from "@/lib/contracts/usage";
import { credentialQuery } from "@/lib/queries/rules";
import { countWords } from "@/lib/words/count";

type Refresh = CredentialHistory["refreshes"][number];

const OUTCOMES: Record<Refresh["outcome"], string> = {
  rotated: "Renewed, with a new refresh token",
  renewed: "Renewed",
  kept: "Not renewed for now",
  refused: "Refused for good",
};

/** How the tokens of the account fared: nothing of what they are. Shown where something is known of it. */
export function CredentialCard({ id }: { id: string }) {
  const { data } = useQuery(credentialQuery(id));
  if (!data || (data.refreshes.length === 0 && !data.revocation)) return null;
  const { refreshes, revocation } = data;
  const [latest] = refreshes;
  return (
    <Card aria-labelledby="credential">
      <CardHeader>
        <CardTitle id="credential">Tokens</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-3 text-sm">
        {revocation && (
          <p>
            The account was taken away <RelativeTime dateTime={revocation.at} />.{" "}
            <Revoked revocation={revocation} />
          </p>
        )}
        {latest && (
          <>
            <p>
              {OUTCOMES[latest.outcome] ?? latest.outcome} <RelativeTime dateTime={latest.at} />.
            </p>
            <Disclosure summary={countWords(refreshes.length, "renewal")}>
              <Refreshes refreshes={refreshes} />
            </Disclosure>
          </>
        )}
      </CardBody>
    </Card>
  );
}

/** What is really dead. */
function Revoked({
  revocation: { outcome, until },
}: {
  revocation: NonNullable<CredentialHistory["revocation"]>;
}) {
  if (outcome === "revoked") return "Its tokens were revoked at the provider.";
  if (outcome === "nothing-to-revoke") return "There was no token to revoke.";
  const end = until ? (
    <>
      on <LocalTime dateTime={until} /> at the latest
    </>
  ) : (
    "when the provider says so"
  );
  return outcome === "not-offered" ? (
    <>The provider offers no revocation: its tokens end {end}.</>
  ) : (
    <>The provider did not answer: its tokens may live on, and end {end}.</>
  );
}

function Refreshes({ refreshes }: { refreshes: readonly Refresh[] }) {
  return (
    <ol className="flex flex-col gap-1.5">
      {refreshes.map(({ at, process, outcome, tokenBefore, tokenAfter, reason }) => (
        <li key={`${at} ${tokenBefore}`} className="flex flex-wrap items-baseline gap-x-2 text-xs">
          <LocalTime dateTime={at} className="text-muted" />
          <span>{OUTCOMES[outcome] ?? outcome}</span>
          <code className="font-mono">
            {tokenBefore}
            {tokenAfter && ` → ${tokenAfter}`}
          </code>
          <span className="text-muted [overflow-wrap:anywhere]">by {process}</span>
          {reason && <span className="text-muted [overflow-wrap:anywhere]">{reason}</span>}
        </li>
      ))}
    </ol>
  );
}
