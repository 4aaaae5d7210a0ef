/**
 * Encrypts titles and providers of medical entries from before they were encrypted. The migration has put them aside, because the keys are known to
 * the application alone; here they come back under a key, and what was put aside is deleted in the same transaction.
 */
import { and, isNull, sql } from "drizzle-orm";
import { medicalEntries } from "#core/health/medical.sql";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { effect, read } from "#kit/db";
import { sealed } from "#kit/sealed";
import { upTo } from "#kit/selection";

const BATCH = 100;
/** Half a million entries; the next run continues. */
const MAX_BATCHES = 5_000;

/** Runs as the service, any number of times; returns how many entries were encrypted. A column that was set meanwhile stays as it is. */
export async function sealEntries(ctx: Ctx): Promise<number> {
  let count = 0;
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    const [rows] = await ctx.db.batch([
      read<{ id: string; title: string | null; provider: string | null }>(
        sql`select id, title, provider from unsealed_medical_entries order by id ${upTo(BATCH)}`,
      ),
    ]);
    if (rows.length === 0) break;
    const writes = rows.flatMap(({ id, ...plain }) =>
      (["title", "provider"] as const).flatMap((key) =>
        plain[key] === null
          ? []
          : [
              update(
                ctx,
                medicalEntries,
                and(sql`${medicalEntries.id} = ${id}::uuid`, isNull(medicalEntries[key])),
                sealed(ctx, medicalEntries, { [key]: plain[key] }, id),
              ),
            ],
      ),
    );
    const ids = `{${rows.map(({ id }) => id).join(",")}}`;
    await ctx.db.batch([...writes, effect(sql`delete from unsealed_medical_entries where id = any(${ids}::uuid[])`)]);
    count += rows.length;
  }
  if (count > 0) ctx.log("info", "medical entries were encrypted", { count });
  return count;
}
