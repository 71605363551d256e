"use client";

import { useQuery } from "@tanstack/react-query";
import { useMember } from "@/components/layout/member";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Segmented } from "@/components/ui/segmented";
import { toast } from "@/components/ui/toast";
import type { DriftRule } from "@/lib/contracts/drift";
import { toolChangesQuery, useRuleToolChanges } from "@/lib/queries/rules";
import { countWords } from "@/lib/words/count";
import { ToolChangeRow } from "./tool-change-row";

const RULES: readonly { value: DriftRule; label: string }[] = [
  { value: "warn", label: "Tell of it" },
  { value: "block", label: "Hold it" },
];

/** Tools that describe themselves in another way than when they were first seen or last approved. */
export function ToolChanges() {
  const { data } = useQuery(toolChangesQuery);
  const { can } = useMember();
  const rule = useRuleToolChanges();
  if (!data) return null;
  const { changes } = data;
  const chosen = rule.isPending ? rule.variables : data.rule;
  return (
    <Card aria-labelledby="tool-changes" className="mb-6">
      <CardHeader>
        <CardTitle id="tool-changes">Tools that changed</CardTitle>
        <span className="text-muted text-xs">{countWords(changes.length, "change")} to review</span>
      </CardHeader>
      <CardBody>
        <Segmented
          legend="When a description, schema or hint changes"
          description={
            chosen === "block"
              ? "It is neither listed nor called until it is approved here."
              : "It goes on working, and stands here until it is approved."
          }
          name="drift-rule"
          options={RULES}
          value={chosen}
          disabled={!can("organisation.rule-tool-changes")}
          onValueChange={(value) =>
            rule.mutate(value, {
              onError: ({ message }) =>
                toast({ kind: "negative", title: "The rule was not changed", description: message }),
            })
          }
          className="max-w-md"
        />
      </CardBody>
      {changes.length > 0 && (
        <ul className="divide-y divide-border border-border border-t">
          {changes.map((change) => (
            <ToolChangeRow key={`${change.serverName} ${change.tool} ${change.hash}`} change={change} />
          ))}
        </ul>
      )}
    </Card>
  );
}
