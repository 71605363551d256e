import { toast } from "@/components/ui/toast";
import type { DeliveryAnswer } from "@/lib/contracts/webhook";

/** Says what came of an attempt by hand, which is the latest. */
export function sayOutcome({ delivery }: DeliveryAnswer): void {
  const [attempt] = delivery.attempts;
  if (attempt?.succeeded) {
    const description = `It answered ${attempt.status} after ${attempt.milliseconds} ms.`;
    toast({ kind: "positive", title: "The endpoint has it", description });
    return;
  }
  toast({
    kind: "negative",
    title: "The endpoint did not take it",
    description: attempt?.reason ?? "The list of its deliveries says more.",
  });
}
