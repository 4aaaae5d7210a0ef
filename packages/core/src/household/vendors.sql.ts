/** Shops and payees: global ones that everybody may read and a household's own, with their aliases. */
import { sql } from "drizzle-orm";
import { type AnyPgColumn, index, unique } from "drizzle-orm/pg-core";
import { households } from "#core/identity/households.sql";
import { id, text, uuid, versioned } from "#kit/columns";
import { child, custom, timestamps } from "#kit/table";

// Unqualified, so that the same condition also reads the parent row in the policies of vendor_aliases.
const MEMBER = "household_id = ANY(((select my_households()))::uuid[])";

export const vendors = custom(
  "vendors",
  {
    id: id(),
    householdId: uuid().references(() => households.id, { onDelete: "cascade" }),
    globalVendorId: uuid().references((): AnyPgColumn => vendors.id, { onDelete: "set null" }),
    name: text(200).notNull(),
    normalizedName: text(200).notNull(),
    logoUrl: text(2000, { format: "url" }),
    defaultCategory: text(100),
    ...versioned(),
    ...timestamps(),
  },
  { read: () => `household_id IS NULL OR ${MEMBER}`, insert: MEMBER, update: MEMBER, remove: MEMBER, title: "name" },
  (t) => [
    unique("vendors_unique").on(t.householdId, t.normalizedName).nullsNotDistinct(),
    index("vendors_household").on(t.householdId, t.id),
    index("vendors_global_vendor").on(t.globalVendorId),
    index("vendors_normalized_name_trgm").using("gin", sql`normalized_name gin_trgm_ops`),
  ],
);

export const vendorAliases = child(
  "vendor_aliases",
  { table: vendors, key: "vendor_id" },
  {
    vendorId: uuid()
      .notNull()
      .references(() => vendors.id, { onDelete: "cascade" }),
    pattern: text(200).notNull(),
  },
  (t) => [unique("vendor_aliases_unique").on(t.vendorId, t.pattern), index("vendor_aliases_pattern").on(t.pattern)],
);
