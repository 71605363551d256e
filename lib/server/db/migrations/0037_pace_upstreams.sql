CREATE UNLOGGED TABLE "upstream_pace" (
	"upstream" text PRIMARY KEY NOT NULL,
	"starts" jsonb NOT NULL,
	"rests_until" timestamp with time zone
);
