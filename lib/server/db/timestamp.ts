import { PgTimestamp, PgTimestampBuilder, type PgTimestampBuilderInitial } from "drizzle-orm/pg-core";

/** The moments that ISO 8601 writes with four digits of a year, as every answer does. */
const FIRST = new Date("0001-01-01T00:00:00Z");
const LAST = new Date("9999-12-31T23:59:59.999Z");

/**
 * A moment, with its time zone. Postgres holds some that no `Date` does, such as `infinity` and years before Christ:
 * they are read as the first or the last that can be told, so that no row takes the list that holds it with it.
 */
export function timestamp({ precision }: { precision?: number } = {}): PgTimestampBuilderInitial<""> {
  return new Builder("", true, precision);
}

class Builder extends PgTimestampBuilder<PgTimestampBuilderInitial<"">["_"]> {
  /** Called by drizzle, whose types keep it to itself. */
  build(table: ConstructorParameters<typeof PgTimestamp>[0]) {
    return new Moment(table as never, this.config as never);
  }
}

class Moment extends PgTimestamp<never> {
  override mapFromDriverValue(value: Date | string): Date {
    const read = super.mapFromDriverValue(value);
    if (Number.isNaN(read.getTime())) return /^-|BC$/.test(String(value)) ? FIRST : LAST;
    return read > LAST ? LAST : read < FIRST ? FIRST : read;
  }
}
