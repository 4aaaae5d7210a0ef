/** Which time zones people live in, for schedules that look at many people at once. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { timeZones } from "#kit/time-zones";

/** The IANA names of the zones of people, apart from those that the runtime does not know. Runs as the service. */
export async function zonesInUse(ctx: Ctx): Promise<{ known: string[]; unknown: string[] }> {
  const [rows] = await ctx.db.batch([zonesRead]);
  const readable = new Set(timeZones());
  const zones = rows.map(({ zone }) => zone);
  return { known: zones.filter((zone) => readable.has(zone)), unknown: zones.filter((zone) => !readable.has(zone)) };
}

/** Jumps from one zone to the next in the index, so that the number of people in each does not matter. */
const zonesRead = read<{ zone: string }>(sql`
  with recursive used(zone) as (
    (select e.timezone from ended_days e order by e.timezone limit 1)
    union all
    select (select e.timezone from ended_days e where e.timezone > used.zone order by e.timezone limit 1)
    from used where used.zone is not null)
  select zone from used where zone is not null`);
