import { useMember } from "@/components/layout/member";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import type { CombinedUrl } from "@/lib/contracts/combined-url";
import type { Instance } from "@/lib/contracts/instance";
import { CombinedUrlRow } from "./combined-url-row";
import { CreateCombinedUrl } from "./create-combined-url";

type CombinedUrlsProps = {
  userId: string;
  combinedUrls: readonly CombinedUrl[];
  instances: readonly Instance[];
};

/** The URLs behind which several of a user's servers stand, and the way to another one. */
export function CombinedUrls({ userId, combinedUrls, instances }: CombinedUrlsProps) {
  const { can } = useMember();
  const combinable = instances.filter(({ platformName, missing }) => !platformName && !missing);
  if (combinedUrls.length === 0 && combinable.length < 2) return null;
  return (
    <Card aria-labelledby="combined">
      <CardHeader>
        <CardTitle id="combined">One URL for several servers</CardTitle>
        {can("combined-url.create") && combinable.length > 1 && (
          <CreateCombinedUrl userId={userId} instances={combinable} />
        )}
      </CardHeader>
      {combinedUrls.length === 0 ? (
        <p className="px-4 py-3 text-muted text-sm">
          An agent that takes one URL finds the tools of all of them by searching. Each instance keeps its own
          URL and rules.
        </p>
      ) : (
        <ul className="divide-y divide-border">
          {combinedUrls.map((each) => (
            <CombinedUrlRow key={each.id} userId={userId} combinedUrl={each} instances={instances} />
          ))}
        </ul>
      )}
    </Card>
  );
}
