CREATE TABLE "audit_head" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"position" bigint NOT NULL,
	"hash" text NOT NULL,
	"previous" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_key" (
	"id" text PRIMARY KEY NOT NULL,
	"public_key" text NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_segment" (
	"number" integer PRIMARY KEY NOT NULL,
	"events" bigint NOT NULL,
	"last" bigint NOT NULL,
	"hash" text NOT NULL,
	"closed_at" timestamp with time zone NOT NULL,
	"key_id" text NOT NULL,
	"signature" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_signed_head" (
	"position" bigint PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"signed_at" timestamp with time zone NOT NULL,
	"key_id" text NOT NULL,
	"signature" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "position" bigint;--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "previous_hash" text;--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "hash" text;--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "personal_hash" text;--> statement-breakpoint
ALTER TABLE "audit_event" ADD COLUMN "personal_salt" text;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_event_position" ON "audit_event" USING btree ("position");--> statement-breakpoint
CREATE FUNCTION audit_chain(hash text, place bigint, digests text[]) RETURNS text[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  links text[] := '{}';
BEGIN
  FOR each IN 1 .. cardinality(digests) LOOP
    hash := encode(sha256(convert_to('{"event":"' || digests[each] || '","position":' || (place + each) || ',"previous":"' || hash || '"}', 'UTF8')), 'hex');
    links := links || hash;
  END LOOP;
  RETURN links;
END
$$;--> statement-breakpoint
INSERT INTO "audit_head" ("id", "position", "hash", "previous") VALUES (1, 0, repeat('0', 64), repeat('0', 64));
