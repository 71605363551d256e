CREATE TABLE "secret_check" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
