import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Send } from "@/components/ui/icons";
import type { Delivery } from "@/lib/contracts/webhook";
import { DeliveryRow } from "./delivery-row";

/** What an endpoint was told, the latest first. */
export function DeliveryList({ id, deliveries }: { id: string; deliveries: readonly Delivery[] }) {
  return (
    <Card aria-label="Deliveries">
      {deliveries.length === 0 ? (
        <EmptyState icon={Send} title="Nothing was sent yet">
          Events come here as they happen. Try the endpoint with a test event.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-border">
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.id} webhookId={id} delivery={delivery} />
          ))}
        </ul>
      )}
    </Card>
  );
}
