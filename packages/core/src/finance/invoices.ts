/** Invoices: made from billable entries as drafts, numbered when they are sent, then paid or void. */
import { eq, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import { BillableEvents, InvoiceEvents, InvoicePaid, InvoiceSent, InvoiceVoided } from "#core/finance/events";
import { billableEntries, invoices, MAX_LINES } from "#core/finance/income.sql";
import { priced, totals } from "#core/finance/invoice-totals";
import { financeFields, financeRefusals } from "#core/finance/sayings";
import { dayIn, myZone } from "#core/identity/zone";
import { contacts } from "#core/people/contacts.sql";
import { inTurn } from "#core/platform/in-turn";
import { ifLive } from "#core/platform/live-reference";
import { insert } from "#kit/change";
import { updateWhere } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { effect, orFirstTime } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { Conflict, InvalidInput, type Problem, ReadOnlyAccess, wrong, wrongInput } from "#kit/problem";
import { raised, type Saying } from "#kit/saying";
import { fieldSayings } from "#kit/sayings";
import { justEmitted } from "#kit/story";
import { me } from "#kit/table";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";

export type Invoice = Row<typeof invoices>;
type Entry = Row<typeof billableEntries>;

/** The most that an invoice adds up to, in minor units. */
const MAX_TOTAL = 10_000_000_000_000;

export interface Draft {
  /** Of the speaker's own entries, in the order of the lines; of one currency and one contact. */
  entryIds: readonly string[];
  dueOn?: string | null;
  /** Of each line, rounded to two decimals; 0 unless given. */
  taxPercent?: number;
}

/**
 * Makes a draft from entries that are on no invoice. Throws InvalidInput for entries that cannot be on it together, and Conflict when one
 * was changed meanwhile. Two flights.
 */
export async function make(ctx: Ctx, { entryIds, dueOn, taxPercent: given = 0 }: Draft): Promise<Invoice> {
  const taxPercent = Math.round(given * 100) / 100;
  const ids = entryIds.map((id) => id.toLowerCase());
  const named = sql`${billableEntries.id} = any(${`{${ids.join(",")}}`}::uuid[]) and ${billableEntries.userId} = ${me}`;
  const [found] = await ctx.db.batch([rowsRead(billableEntries, named, { limit: MAX_LINES })]);
  const entries = ids.map((id) => found.find((entry) => entry.id === id));
  const lines = entries.flatMap((entry) => (entry ? [lineOf(entry, taxPercent)] : []));
  const sums = totals(lines);
  const [first] = entries;
  const id = uuidv7(ctx.now());
  const whole = sums.totalCents <= MAX_TOTAL ? sums : {};
  const contactId = ifLive(contacts, first?.contactId);
  const values = { id, contactId, currency: first?.currency, dueOn, lines, ...whole };
  const adding = insert(ctx, invoices, values, { emits: { event: InvoiceEvents.created } });
  const problem = whyNot(ids, entries, sums.totalCents);
  if (problem) return orFirstTime(ctx.db, adding, problem);

  const asRead = sql.join(
    found.map(
      (entry) =>
        sql`(${billableEntries.id} = ${entry.id}::uuid and ${billableEntries.version} = ${entry.version}::int)`,
    ),
    sql` or `,
  );
  const [, invoice] = await ctx.db.batch([
    inTurn(`invoices ${ctx.actor.userId}`),
    adding,
    updateWhere(
      ctx,
      billableEntries,
      sql`(${asRead}) and ${billableEntries.invoiceId} is null and ${billableEntries.deletedAt} is null`,
      { invoiceId: id, isInvoiced: true },
      { emits: { event: BillableEvents.updated, cause: justEmitted(id, InvoiceEvents.created) } },
    ),
    effect(
      sql`select raise_problem('LF005', ${raised(financeRefusals("entries_meanwhile"))}) where (select count(*) from billable_entries where invoice_id = ${id}::uuid) <> ${ids.length}::int`,
    ),
  ]);
  return invoice;
}

const lineOf = ({ id, date, description, hours, rateCents }: Entry, taxPercent: number) => ({
  entryId: id,
  date,
  description,
  hours,
  rateCents,
  ...priced({ hours, rateCents }, taxPercent),
  taxPercent,
});

function whyNot(ids: readonly string[], entries: readonly (Entry | undefined)[], total: number): Problem | undefined {
  const [first] = entries;
  const reason = (entry: Entry | undefined, i: number): Saying | undefined => {
    if (!entry) return fieldSayings("does_not_exist");
    if (ids.indexOf(entry.id) < i) return financeFields("named_twice");
    if (entry.invoiceId !== null) return financeFields("invoiced_already");
    if (entry.currency !== first?.currency) return financeFields("other_currency");
    return entry.contactId === first.contactId ? undefined : financeFields("other_contact");
  };
  const errors = entries.flatMap((entry, i) => {
    const saying = reason(entry, i);
    return saying ? [wrong(`#/entryIds/${i}`, saying)] : [];
  });
  if (errors.length > 0) return InvalidInput(undefined, { errors });
  return total > MAX_TOTAL ? wrongInput("#/entryIds", financeFields("invoice_too_large")) : undefined;
}

/** Changes a draft. Throws Conflict for an invoice that is none any more. */
export const change = (ctx: Ctx, id: string, values: { dueOn?: string | null }, versions?: number[]) =>
  transition(ctx, invoices, id, {
    versions,
    refuse: unlessDraft,
    change: { where: eq(invoices.status, "draft"), values, emits: { event: InvoiceEvents.updated } },
  });

const unlessDraft = ({ status }: Invoice) =>
  status === "draft" ? undefined : Conflict(financeRefusals("invoice_not_draft"));

/**
 * The number after the last one. Senders of one person take turns before this statement begins, so that it sees every number that was
 * assigned; a void invoice keeps its own, and invoices are never deleted, so there are no gaps.
 */
const nextNumber = sql`(select (coalesce(max(i.number::bigint), 0) + 1)::text from invoices i where i.user_id = ${me} and i.number is not null)`;

/** Numbers a draft and says that it is sent, today in the time zone of its person. Only its person sends it. */
export const send = (ctx: Ctx, id: string): Promise<Invoice> =>
  transition(ctx, invoices, id, {
    follows: InvoiceEvents.created,
    refuse: (invoice) => (invoice.userId === ctx.actor.userId ? unlessDraft(invoice) : ReadOnlyAccess()),
    change: {
      first: [inTurn(`invoices ${ctx.actor.userId}`)],
      values: {
        status: "sent",
        number: nextNumber,
        issuedOn: dayIn(sql`${ctx.now().toISOString()}::timestamptz`, myZone),
      },
      emits: { event: InvoiceSent },
    },
  });

/** Marks an invoice that was sent as paid. */
export const pay = (ctx: Ctx, id: string): Promise<Invoice> =>
  transition(ctx, invoices, id, {
    follows: InvoiceSent,
    refuse: ({ status }) => (status === "sent" ? undefined : Conflict(financeRefusals("invoice_not_sent"))),
    change: { values: { status: "paid" }, emits: { event: InvoicePaid } },
  });

/** Makes a draft or an invoice that was sent void: its number stays its own, and its entries can be invoiced again. */
export const makeVoid = (ctx: Ctx, id: string): Promise<Invoice> =>
  transition(ctx, invoices, id, {
    follows: "any event",
    refuse: ({ status }) =>
      status === "draft" || status === "sent" ? undefined : Conflict(financeRefusals("invoice_settled")),
    change: {
      values: { status: "void" },
      emits: { event: InvoiceVoided },
      also: (story) => [
        updateWhere(
          story,
          billableEntries,
          sql`${billableEntries.invoiceId} = ${id}::uuid`,
          { invoiceId: null, isInvoiced: false },
          { emits: { event: BillableEvents.updated, cause: justEmitted(id, InvoiceVoided) } },
        ),
      ],
    },
  });
