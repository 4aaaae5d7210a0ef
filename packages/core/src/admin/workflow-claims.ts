/**
 * Which run of a workflow has which event, as their claims in the inbox say. A claim is there for 30 days, whichever server runs the
 * workflow.
 */

import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { consumerInbox, events } from "#core/platform/events.sql";
import { type Read, read } from "#kit/db";
import { wrongInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";

export interface Claim {
  workflow: string;
  eventId: string;
  /** Whose row the event is about. */
  userId: string | null;
  key: string;
  run: string;
  first: string;
  claimedAt: string;
  /** The last time that this run was asked to be repeated, as JSON (see `Replaying`). */
  replay: string | null;
}

/** Who repeats a run, since when, and the new run as soon as the server has said its id. */
export const Replaying = z.object({ of: z.string(), by: z.string(), at: z.string(), run: z.nullish(z.string()) });

/** A debounced workflow claims its effect, and keeps the event that it has beside it. */
const eventOf = sql`coalesce(rows ->> 'event', event_id)`;
const ownerOf = sql`(select e.user_id from ${events} e where e.id = substring(${eventOf} from '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$')::uuid)`;

/** The latest first. */
export const claims = (where: SQL, limit: number): Read<Claim[]> =>
  read<Claim>(sql`
    select substr(consumer, 10) as workflow, ${eventOf} as "eventId", ${ownerOf} as "userId", event_id as key, rows ->> 'run' as run,
      rows ->> 'first' as first, processed_at as "claimedAt", (rows -> 'replay')::text as replay
    from ${consumerInbox} where consumer like 'workflow:%' and rows ? 'run' and ${where}
    order by processed_at desc, consumer desc, event_id desc limit ${limit}`);

export const ofRun = (runId: string): SQL => sql`rows ->> 'run' = ${runId}`;
export const ofWorkflow = (workflow: string): SQL => sql`consumer = ${`workflow:${workflow}`}`;
export const ofEvent = (eventId: string): SQL => sql`${eventOf} = ${eventId}`;
export const ofPerson = (userId: string): SQL => sql`${ownerOf} = ${userId}::uuid`;
export const claimedSince = (at: string): SQL => sql`processed_at >= ${at}::timestamptz`;
export const claimedBefore = (at: string): SQL => sql`processed_at < ${at}::timestamptz`;

export const known = ({ workflow, eventId, userId, run, first }: Claim) => ({
  workflow,
  eventId,
  userId,
  replayOf: first === run ? null : first,
});

/** An instant of the API has milliseconds, and would be before those that share its millisecond. */
const Position = z.tuple([z.iso.datetime(), z.string().check(z.maxLength(200)), z.string().check(z.maxLength(200))]);

// The instant keeps its microseconds, which order claims of the same millisecond.
export const cursorOf = ({ claimedAt, workflow, key }: Claim) =>
  Buffer.from(JSON.stringify([claimedAt.replace(" ", "T").replace(/\+00$/, "Z"), workflow, key])).toString("base64url");

/** The condition that a claim comes after the one that the cursor was made of. */
export function beyond(cursor: string): SQL {
  try {
    const [at, workflow, key] = Position.parse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")));
    return sql`(processed_at, consumer, event_id) < (${at}::timestamptz, ${`workflow:${workflow}`}, ${key})`;
  } catch {
    throw wrongInput({ parameter: "cursor" }, fieldSayings("unknown_cursor"));
  }
}
