/** Finds the vendor that a name means, and manages its aliases. */

import { eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { VendorAliasEvents, VendorEvents, VendorMerged } from "#core/household/events";
import { householdFields, householdRefusals } from "#core/household/sayings";
import { normalizedName } from "#core/household/vendor-names";
import { vendorAliases, vendors } from "#core/household/vendors.sql";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { effect, type Read, read, type Write } from "#kit/db";
import { AlreadyExists, Forbidden, type Refusals, wrongInput } from "#kit/problem";
import { findRow, rowRead } from "#kit/row";
import { raised } from "#kit/saying";
import { me } from "#kit/table";
import { transition, transitionBatch } from "#kit/transition";
import type { Row } from "#kit/wire";

type Vendor = typeof vendors.$inferSelect;
type Alias = typeof vendorAliases.$inferSelect;

/** The speaker's own household, to which new things belong by default: the one they founded, else the first they joined. */
export const ownHousehold = sql`(select m.household_id from household_members m join households h on h.id = m.household_id where m.user_id = ${me} order by (h.created_by = ${me}) desc nulls last, m.id limit 1)`;

/** The columns of a new vendor: also the normalized name, and the own household by default. */
export const created = <G extends { name: string; householdId?: string | null }>(given: G) => ({
  ...changed(given),
  householdId: given.householdId ?? ownHousehold,
});

/** The columns that a PATCH sets: the normalized name follows the name. */
export const changed = <G extends { name?: string }>(given: G) => ({
  ...given,
  ...(given.name !== undefined && { normalizedName: normalizedName(given.name) }),
});

export const refusals: Refusals = {
  vendors_unique: () => AlreadyExists(householdRefusals("vendor_here")),
  vendor_aliases_unique: () => AlreadyExists(householdRefusals("alias_here")),
};

export interface NamedVendor {
  id: string;
  name: string;
  isGlobal: boolean;
}

/** The vendor with this name or alias: in the own household first, then in another, then a global one. */
export function vendorNamed(name: string): Read<NamedVendor | undefined> {
  const found = sql`select v.id, v.name, v.household_id is null as "isGlobal" ${named(sql`${normalizedName(name)}::text`)}`;
  const query = read<NamedVendor>(found);
  return { ...query, decode: (result) => query.decode(result)[0] };
}

/** FROM and all behind it of a statement that finds the vendor `v` of a normalized name. */
export const named = (normalized: SQL): SQL => sql`
  from vendors v
  where (v.household_id is null or v.household_id = any(((select my_households()))::uuid[]))
    and v.id = any(array(
      select n.id from vendors n where n.normalized_name = ${normalized}
      union all select a.vendor_id from vendor_aliases a where a.pattern = ${normalized}))
  order by (v.household_id = ${ownHousehold}) desc nulls last, v.household_id is null, v.normalized_name = ${normalized} desc, v.id
  limit 1`;

/** Adds a vendor with this name to the own household; one that somebody has added meanwhile is left unchanged. */
export function addVendor(ctx: Ctx, name: string, globalVendorId: string | null): Write<Vendor | undefined> {
  return insert(
    ctx,
    vendors,
    { householdId: ownHousehold, name, normalizedName: normalizedName(name), globalVendorId },
    { emits: { event: VendorEvents.created }, onConflict: "nothing" },
  );
}

/** The id of the own household's vendor with this name, for use in the batch that may add it. */
export const ownVendorId = (name: string) =>
  sql`(select v.id from vendors v where v.household_id = ${ownHousehold} and v.normalized_name = ${normalizedName(name)})`;

export const MAX_ALIASES = 100;

/** Adds an alias of a vendor; it is stored in its normalized form. */
export async function addAlias(ctx: Ctx, vendorId: string, pattern: string): Promise<Alias> {
  const [vendor] = await findRow(ctx, vendors, vendorId);
  if (vendor.householdId === null) throw EverybodysVendor();
  const writes = [
    insert(
      ctx,
      vendorAliases,
      { vendorId, pattern: normalizedName(pattern) },
      { emits: { event: VendorAliasEvents.created, owner: ctx.actor.userId } },
    ),
    // Runs after the insert, and reverts it by raising a problem.
    effect(
      sql`select raise_problem('LF005', ${raised(householdRefusals("many_aliases", { max: MAX_ALIASES }))}) where (select count(*) from vendor_aliases where vendor_id = ${vendorId}::uuid) > ${MAX_ALIASES}::int`,
    ),
  ] as const;
  const [alias] = await ctx.db.batch(writes);
  return alias;
}

export async function removeAlias(ctx: Ctx, vendorId: string, aliasId: string): Promise<void> {
  await transition(ctx, vendorAliases, aliasId, {
    of: eq(vendorAliases.vendorId, vendorId),
    forbidden: EverybodysVendor,
    change: { values: "removed", emits: { event: VendorAliasEvents.deleted, owner: ctx.actor.userId } },
  });
}

const EverybodysVendor = () => Forbidden(householdRefusals("everybodys_vendor"));

/**
 * Merges a vendor into another of the same household: every reference to it, whichever member's, is changed to the other, and its
 * names become aliases of the other. One flight: the database finds the references and deletes the vendor in the same
 * transaction. Returns the other one.
 */
export async function merge(ctx: Ctx, vendorId: string, into: string): Promise<Row<typeof vendors>> {
  if (vendorId === into) throw wrongInput("#/into", householdFields("another_vendor"));
  const [, target] = await transitionBatch(ctx, vendors, vendorId, {
    refuse: ({ householdId }) =>
      householdId === null ? Forbidden(householdRefusals("everybodys_vendor_merge")) : undefined,
    change: {
      where: isNotNull(vendors.householdId),
      // Moves nothing for a vendor that is gone, so a repeated request may run it again.
      first: [effect(sql`select merge_vendor(${vendorId}::uuid, ${into}::uuid)`)],
      values: "removed",
      emits: { event: VendorMerged, payload: { into } },
      also: () => [rowRead(vendors, into)],
    },
  });
  return target as Row<typeof vendors>;
}
