/** Invoices: made from billable entries as drafts, numbered and perhaps mailed when they are sent, then paid or void. */
import { eq, type SQL, sql } from "drizzle-orm";
import { rowsRead } from "#cloud/rows";
import {
  BillableEvents,
  InvoiceEvents,
  InvoiceMailRequested,
  InvoicePaid,
  InvoiceSent,
  InvoiceVoided,
} from "#core/finance/events";
import { billableEntries, invoices, MAX_LINES, MAX_MAIL_ATTEMPTS } from "#core/finance/income.sql";
import * as InvoiceMailing from "#core/finance/invoice-mailing";
import { priced, totals } from "#core/finance/invoice-totals";
import { sayingLimit, withinLimit } from "#core/finance/mail-limits";
import { financeFields, financeRefusals } from "#core/finance/sayings";
import { dayIn, myZone } from "#core/identity/zone";
import { contacts } from "#core/people/contacts.sql";
import { inTurn } from "#core/platform/in-turn";
import { ifLive } from "#core/platform/live-reference";
import { refreshSettings } from "#core/platform/system-settings";
import { recordLook } from "#kit/audit";
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

/** What the paper says beside the lines. */
export interface Paper {
  dueOn?: string | null;
  /** Who it is from, in lines. */
  sender?: string | null;
  /** Who it is for, in lines. */
  recipient?: string | null;
  /** What stands below the sum: how to pay, for instance. */
  note?: string | null;
  /** The language and region that it is written in (BCP 47). */
  locale?: string | null;
}

export interface Draft extends Paper {
  /** Of the speaker's own entries, in the order of the lines; of one currency and one contact. */
  entryIds: readonly string[];
  /** Of each line, rounded to two decimals; 0 unless given. */
  taxPercent?: number;
}

/**
 * Makes a draft from entries that are on no invoice. Throws InvalidInput for entries that cannot be on it together, and Conflict when one
 * was changed meanwhile. Two flights.
 */
export async function make(ctx: Ctx, { entryIds, taxPercent: given = 0, ...paper }: Draft): Promise<Invoice> {
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
  const usual = { sender: myself, recipient: nameOf(contactId), locale: myLocale };
  const values = { id, contactId, currency: first?.currency, lines, ...whole, ...usual, ...paper };
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

const myself = sql`(select left(concat_ws(E'\\n', name, email), 1000) from users where id = ${me})`;
const myLocale = sql`(select locale from users where id = ${me})`;
const nameOf = (contactId: SQL | null) => contactId && sql`(select name from contacts where id = ${contactId})`;

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
export const change = (ctx: Ctx, id: string, values: Paper, versions?: number[]) =>
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

/** Whether an invoice goes out by mail, and where to. */
export interface Mailing {
  /** Whether it is mailed; it is when there is an address, unless this says otherwise. */
  email?: boolean;
  /** The first address of its contact unless given. */
  address?: string;
}

/**
 * Numbers a draft and says that it is sent, today in the time zone of its person. Only its person sends it. A mail is asked for in the same
 * breath and goes out afterwards, so that neither number nor state depend on what becomes of it. Throws NotConfigured and InvalidInput, and
 * sends nothing, where a mail is asked for that cannot go out or leads nowhere, and MailLimit where too many were.
 */
export async function send(ctx: Ctx, id: string, mailing: Mailing = {}): Promise<Invoice> {
  const isMailed = mailing.email ?? mailing.address !== undefined;
  if (isMailed) await refreshSettings();
  return sayingLimit(ctx, () =>
    transition(ctx, invoices, id, {
      follows: InvoiceEvents.created,
      looking: [recordLook(ctx, invoices, id)],
      beside: InvoiceMailing.recipientRead(id),
      refuse(invoice, recipient) {
        if (invoice.userId !== ctx.actor.userId) return ReadOnlyAccess();
        const address = () => mailing.address ?? InvoiceMailing.addressOf(recipient);
        return unlessDraft(invoice) ?? (isMailed ? InvoiceMailing.refusal(address()) : undefined);
      },
      change: (invoice, recipient) => ({
        first: [inTurn(`invoices ${ctx.actor.userId}`), ...(isMailed ? withinLimit(ctx) : [])],
        values: {
          status: "sent",
          number: nextNumber,
          issuedOn: dayIn(sql`${ctx.now().toISOString()}::timestamptz`, myZone),
          ...(isMailed &&
            InvoiceMailing.requested(ctx, invoice, mailing.address ?? InvoiceMailing.addressOf(recipient))),
        },
        emits: isMailed ? [{ event: InvoiceSent }, { event: InvoiceMailRequested }] : [{ event: InvoiceSent }],
        also: (story) =>
          isMailed && mailing.address === undefined && recipient ? [recordLook(story, contacts, recipient.id)] : [],
      }),
    }),
  );
}

/**
 * Asks for a mail with an invoice that was sent, also once more. Only its person does. Throws like `send`, and Conflict while one is on its
 * way.
 */
export async function mail(ctx: Ctx, id: string, { address }: Pick<Mailing, "address">): Promise<Invoice> {
  await refreshSettings();
  return sayingLimit(ctx, () =>
    transition(ctx, invoices, id, {
      follows: InvoiceSent,
      looking: [recordLook(ctx, invoices, id)],
      beside: InvoiceMailing.recipientRead(id),
      refuse(invoice, recipient) {
        if (invoice.userId !== ctx.actor.userId) return ReadOnlyAccess();
        if (invoice.status !== "sent" && invoice.status !== "paid")
          return Conflict(financeRefusals("invoice_unmailable"));
        if (invoice.mailStatus === "requested") return Conflict(financeRefusals("invoice_mail_underway"));
        if (invoice.mailAttempt >= MAX_MAIL_ATTEMPTS)
          return Conflict(financeRefusals("invoice_mailed_often", { max: MAX_MAIL_ATTEMPTS }));
        return InvoiceMailing.refusal(address ?? InvoiceMailing.addressOf(recipient));
      },
      change: (invoice, recipient) => ({
        first: withinLimit(ctx),
        values: InvoiceMailing.requested(ctx, invoice, address ?? InvoiceMailing.addressOf(recipient)),
        emits: { event: InvoiceMailRequested },
        also: (story) => (address === undefined && recipient ? [recordLook(story, contacts, recipient.id)] : []),
      }),
    }),
  );
}

/** Marks an invoice that was sent as paid. */
export const pay = (ctx: Ctx, id: string): Promise<Invoice> =>
  transition(ctx, invoices, id, {
    follows: InvoiceSent,
    refuse: ({ status }) => (status === "sent" ? undefined : Conflict(financeRefusals("invoice_not_sent"))),
    change: { values: { status: "paid" }, emits: { event: InvoicePaid } },
  });

/**
 * Makes a draft or an invoice that was sent void: its number stays its own, and its entries can be invoiced again. Only its person does, since
 * the entries are theirs alone.
 */
export const makeVoid = (ctx: Ctx, id: string): Promise<Invoice> =>
  transition(ctx, invoices, id, {
    follows: "any event",
    refuse({ userId, status }) {
      if (userId !== ctx.actor.userId) return ReadOnlyAccess();
      return status === "draft" || status === "sent" ? undefined : Conflict(financeRefusals("invoice_settled"));
    },
    change: ({ mailStatus }) => ({
      // A mail that is on its way looks at this before it goes.
      values: { status: "void", ...(mailStatus === "requested" && { mailStatus: "failed", mailProblem: "voided" }) },
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
    }),
  });
