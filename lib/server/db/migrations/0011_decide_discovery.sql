-- Those that are there keep their list. As a default it is set without rewriting the table.
ALTER TABLE "engine_instance" ADD COLUMN "discovers" boolean DEFAULT false;--> statement-breakpoint
ALTER TABLE "engine_instance" ALTER COLUMN "discovers" DROP DEFAULT;
