ALTER TABLE "engine_server" ADD COLUMN "icon" "bytea";--> statement-breakpoint
ALTER TABLE "engine_server" ADD COLUMN "icon_type" text;