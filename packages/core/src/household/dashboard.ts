/** What of the household is on the dashboard. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { pantryItems } from "#core/household/pantry.sql";
import { dashboardPart, row, rows, span } from "#core/platform/dashboard-part";
import { Day, Uuid } from "#kit/wire";

/** Days before the last day on which an item is shown, as it is told of. */
const DAYS_AHEAD = 3;
const MAX_SHOWN = 20;

export const pantry = dashboardPart({
  shape: z.strictObject({
    /** What expires within days or has expired, the first first. */
    expiring: z.array(
      z.strictObject({
        id: Uuid,
        name: z.string(),
        expiryDate: Day,
        qtyInStock: z.number(),
        unit: z.string(),
        version: z.int(),
      }),
    ),
  }),
  empty: { expiring: [] },
  // Whoever else lives there takes things out, too, and tells it as theirs.
  changedBy: "every event",
  figures: row(
    sql`select ${rows(
      sql`select id, name, expiry_date as "expiryDate", qty_in_stock as "qtyInStock", unit, version from ${pantryItems}
        where household_id = any(((select my_households()))::uuid[]) and deleted_at is null and qty_in_stock > 0
          and expiry_date <= ${span.today} + ${sql.raw(String(DAYS_AHEAD))}
        order by expiry_date, id limit ${sql.raw(String(MAX_SHOWN))}`,
    )} as "expiring"`,
  ),
});
