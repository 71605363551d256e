import { useMember } from "@/components/layout/member";
import { ButtonLink } from "@/components/ui/button-link";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { SERVER_NAMES } from "@/lib/contracts/klavis/server-name";
import { PATHS } from "@/lib/paths";

const STEPS = [
  [
    "Create a server URL",
    `Choose one of ${SERVER_NAMES.length} servers, such as GitHub, and name the user it is for.`,
  ],
  ["Connect the account", "Press Connect, or send the user a link with which they do it themselves."],
  ["Hand the URL to the agent", "Every MCP client takes it; the page has it ready for the usual ones."],
] as const;

/** In place of the figures, as long as there are none. */
export function StartHere() {
  const { can } = useMember();
  return (
    <Card aria-labelledby="start">
      <CardHeader>
        <CardTitle id="start">Start here</CardTitle>
      </CardHeader>
      <CardBody>
        <ol className="grid gap-5 md:grid-cols-3">
          {STEPS.map(([title, words], index) => (
            <li key={title} className="flex gap-3">
              <span
                aria-hidden
                className="flex size-6 shrink-0 items-center justify-center rounded-full border border-border bg-inset font-medium text-muted text-xs"
              >
                {index + 1}
              </span>
              <span>
                <span className="block font-medium text-sm leading-6">{title}</span>
                <span className="block text-muted text-sm">{words}</span>
              </span>
            </li>
          ))}
        </ol>
        {can("instance.create") ? (
          <div className="mt-6 flex flex-wrap gap-2">
            <ButtonLink href={PATHS.create} variant="primary">
              Create a server URL
            </ButtonLink>
            <ButtonLink href={PATHS.adopt}>Adopt existing users</ButtonLink>
          </div>
        ) : (
          <p className="mt-5 text-muted text-sm">
            Your role can look at what there is. Creating takes an operator.
          </p>
        )}
      </CardBody>
    </Card>
  );
}
