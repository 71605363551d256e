-- Nothing reads or writes the column any more. It stays for a version, so that an older process can run beside.
COMMENT ON COLUMN "engine_sandbox_record"."extra" IS 'Unused since 0.2; to be dropped by the version after.';
