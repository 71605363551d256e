CREATE INDEX "audit_event_sequence" ON "audit_event" USING btree ("sequence");--> statement-breakpoint
CREATE INDEX "audit_event_user" ON "audit_event" USING btree ((details->>'userId'));