/**
 * Sorts in what comes from a file with its other rows: by the rules of its person, and by the vendors that are meant, as whatever comes
 * alone is sorted in when it has arrived (see arrival.ts). So that what is written is right at once.
 */
import { sql } from "drizzle-orm";
import { categoryOfVendor, rulesRead, type Seller, withSeller } from "#core/finance/arrival";
import { type Columns, MAX_STEPS, outcomeOf, testOf } from "#core/finance/rule-matching";
import type { targets } from "#core/finance/statements/targets";
import { normalizedName } from "#core/household/vendor-names";
import { named } from "#core/household/vendors";
import type { Creation, Decision, RowWrite } from "#core/ingest/importer";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";

type Decided = Decision<typeof targets>;
type Booking = Creation<"transaction", (typeof targets)["transaction"]["table"]>;

/** What rules may take for the rows of a flight, which are to be written in time: about ten seconds at their slowest. */
const MAX_STEPS_A_FLIGHT = 10 * MAX_STEPS;

/**
 * The decisions, in which transactions have what their person's rules and vendors say. One for which the rules would take too long is
 * written as it came and told of by itself, so that it is sorted in with time of its own. One flight.
 */
export async function sorted(ctx: Ctx, decisions: readonly Decided[]): Promise<readonly Decided[]> {
  const bookings = decisions.flatMap(bookingsOf);
  if (bookings.length === 0) return decisions;
  const names = new Set(bookings.flatMap(({ values }) => nameIn(values) ?? []));
  const [rules, visible, sellers] = await ctx.db.batch([...rulesRead(), sellersRead([...names])]);
  const tests = rules.map(({ conditions, actions }) => ({ test: testOf(conditions), actions }));
  let left = MAX_STEPS_A_FLIGHT;
  const sort = (booking: Booking): Booking => {
    const row = subjectOf(booking.values);
    const work = { left: Math.min(left, MAX_STEPS) };
    const before = work.left;
    const { set, skipped } = outcomeOf(tests, row, visible, work);
    left -= before - work.left;
    if (skipped.length > 0) return { ...booking, isToldOf: true };
    const columns: Columns = withSeller(row, set, sellers.get(nameIn(booking.values) ?? ""));
    return { ...booking, values: { ...booking.values, ...columns } };
  };
  return decisions.map((decision): Decided => {
    if (decision.action !== "write") return decision;
    const [first, ...others] = decision.writes.map((one) => (isBooking(one) ? sort(one) : one));
    return { ...decision, writes: [first!, ...others] };
  });
}

const isBooking = (one: RowWrite<typeof targets>): one is Booking => "create" in one && one.create === "transaction";

const bookingsOf = (decision: Decided): Booking[] =>
  decision.action === "write" ? decision.writes.filter(isBooking) : [];

/** What a vendor of the merchant would be called, if it has a name. */
function nameIn({ merchantName }: Booking["values"]): string | undefined {
  return typeof merchantName === "string" && merchantName !== "" ? normalizedName(merchantName) : undefined;
}

const textIn = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** A row that is about to be written, as rules look at it: it has no column that SQL would make. */
const subjectOf = ({ date, amountCents, currency, isSplit, ...values }: Booking["values"]) => ({
  accountId: textIn(values.accountId),
  date: String(date),
  merchantName: textIn(values.merchantName),
  description: textIn(values.description),
  notes: textIn(values.notes),
  amountCents: Number(amountCents),
  currency: String(currency),
  budgetCategoryId: textIn(values.budgetCategoryId),
  vendorId: textIn(values.vendorId),
  isSplit: isSplit === true,
});

/** The vendors that normalized names mean, by these. */
function sellersRead(names: readonly string[]): Read<Map<string, Seller>> {
  const query = read<Seller & { name: string }>(sql`
    select g.name, v.id, ${categoryOfVendor} as "budgetCategoryId"
    from jsonb_array_elements_text(${JSON.stringify(names)}::jsonb) g(name)
      cross join lateral (select v.id, v.default_category ${named(sql`g.name`)}) v`);
  return { ...query, decode: (result) => new Map(query.decode(result).map((one) => [one.name, one])) };
}
