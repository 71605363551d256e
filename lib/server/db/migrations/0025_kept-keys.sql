CREATE TABLE "kept_key" (
	"purpose" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
