import { sql } from "drizzle-orm";
import type { Booking } from "#core/ingest/bookings";
import { inboundEmails } from "#core/ingest/inbound-emails.sql";
import { type Read, read } from "#kit/db";

/** What a message of the speaker books or cancels; nothing when there is no such message any more. */
export function bookingsRead(emailId: string): Read<Booking[]> {
  const query = read<{ bookings: string }>(
    sql`select bookings::text from ${inboundEmails} where id = ${emailId}::uuid`,
  );
  return { ...query, decode: (result) => JSON.parse(query.decode(result)[0]?.bookings ?? "[]") as Booking[] };
}
