ALTER TABLE "connect_attempt" ADD COLUMN "holder_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "connect_attempt" ADD COLUMN "page" text DEFAULT 'instance' NOT NULL;