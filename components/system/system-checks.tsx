import { Badge, type Tone } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { CircleAlert, CircleCheck, type IconComponent, TriangleAlert } from "@/components/ui/icons";
import type { SystemCheck } from "@/lib/contracts/system";

const LOOKS: Record<SystemCheck["state"], { tone: Tone; icon: IconComponent; label: string }> = {
  good: { tone: "positive", icon: CircleCheck, label: "In order" },
  caution: { tone: "caution", icon: TriangleAlert, label: "Look at this" },
  bad: { tone: "negative", icon: CircleAlert, label: "Not in order" },
};

/** How each part of an installation stands, and what to do where it is not in order. */
export function SystemChecks({ checks }: { checks: readonly SystemCheck[] }) {
  return (
    <Card aria-label="Checks" className="max-w-3xl">
      <ul className="divide-y divide-border">
        {checks.map(({ name, state, finding, remedy }) => {
          const { tone, icon: Icon, label } = LOOKS[state];
          return (
            <li
              key={name}
              className="grid gap-x-6 gap-y-1 px-4 py-3 text-sm sm:grid-cols-[minmax(0,12rem)_minmax(0,1fr)]"
            >
              <div>
                <p className="font-medium">{name}</p>
                <Badge tone={tone} className="mt-1">
                  <Icon aria-hidden /> {label}
                </Badge>
              </div>
              <div className="wrap-anywhere">
                <p>{finding}</p>
                {remedy && <p className="mt-1 text-muted">{remedy}</p>}
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
