"use client";

import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { Instance } from "@/lib/contracts/instance";
import { useUpdateInstance } from "@/lib/queries/instances";
import { TRANSPORT_LABELS } from "@/lib/words/labels";

type Settings = Pick<Instance, "connectionType" | "isReadOnly" | "legacy">;

/** An instance that was there keeps its settings. Where they are not the ones asked for, that must not go unseen. */
export function Differences({ instance, asked }: { instance: Instance; asked: Settings }) {
  const update = useUpdateInstance();
  const differences = listDifferences(instance, asked);
  if (differences.length === 0) return null;
  return (
    <Alert
      kind="caution"
      title="It keeps the settings it had"
      actions={
        instance.isReadOnly !== asked.isReadOnly && (
          <Button
            size="small"
            busy={update.isPending}
            onClick={() =>
              update.mutate(
                { id: instance.id, isReadOnly: asked.isReadOnly },
                {
                  onError: (error) =>
                    toast({ kind: "negative", title: "It was not changed", description: error.message }),
                },
              )
            }
          >
            {asked.isReadOnly ? "Make it read-only" : "Let it write"}
          </Button>
        )
      }
    >
      <ul className="list-disc pl-4">
        {differences.map((difference) => (
          <li key={difference}>{difference}</li>
        ))}
      </ul>
    </Alert>
  );
}

/** What is not as it was asked for, a sentence each. */
export function listDifferences(instance: Settings, asked: Settings): string[] {
  const differences: string[] = [];
  if (instance.isReadOnly !== asked.isReadOnly) {
    differences.push(
      asked.isReadOnly
        ? "You asked for read-only. This instance can write."
        : "You asked for read and write. This instance is read-only.",
    );
  }
  if (instance.connectionType !== asked.connectionType) {
    const { [asked.connectionType]: wanted, [instance.connectionType]: kept } = TRANSPORT_LABELS;
    differences.push(`You asked for ${wanted}. This instance speaks ${kept}.`);
  }
  if (instance.legacy !== asked.legacy) {
    differences.push(
      asked.legacy
        ? "You asked for the legacy server. This instance uses the current one."
        : "You asked for the current server. This instance uses the legacy one.",
    );
  }
  return differences;
}
