ALTER TABLE "audit_event" ADD COLUMN "actor_kind" text;--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "actor_email" text;--> statement-breakpoint
ALTER TABLE "connect_attempt" ADD COLUMN "holder_kind" text;--> statement-breakpoint
ALTER TABLE "connect_attempt" ADD COLUMN "holder_email" text;--> statement-breakpoint
UPDATE "audit_event" SET
  "actor_kind" = CASE WHEN "actor_id" = 'system' THEN 'system' WHEN "actor_id" = 'nobody' OR "actor_id" LIKE 'visitor:%' THEN 'visitor' ELSE 'member' END,
  "actor_email" = CASE WHEN "actor_id" = 'system' OR "actor_id" LIKE 'visitor:%' THEN NULL ELSE "actor_name" END;--> statement-breakpoint
UPDATE "connect_attempt" SET
  "holder_kind" = CASE WHEN "holder" LIKE 'visitor:%' THEN 'visitor' ELSE 'member' END,
  "holder_email" = CASE WHEN "holder" LIKE 'visitor:%' THEN NULL ELSE nullif("holder_name", '') END;
