DROP INDEX "instance_stale";--> statement-breakpoint
CREATE INDEX "instance_stale" ON "instance" USING btree ("swept_at" NULLS FIRST,"status_checked_at" NULLS FIRST);