DROP INDEX "instance_search";--> statement-breakpoint
ALTER INDEX "instance_folded_search" SET (gin_pending_list_limit = 256);
