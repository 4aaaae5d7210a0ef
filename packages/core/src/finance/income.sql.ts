/** Income, billable work and invoices. */
import { sql } from "drizzle-orm";
import { index, uniqueIndex } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { transactions } from "#core/finance/transactions.sql";
import { files } from "#core/knowledge/files.sql";
import { contacts } from "#core/people/contacts.sql";
import { focusSessions } from "#core/rhythm/focus.sql";
import { lifeDomains } from "#core/work/life-domains.sql";
import { tasks } from "#core/work/tasks.sql";
import {
  bigint,
  boolean,
  day,
  encrypted,
  instant,
  integer,
  json,
  numeric,
  oneOf,
  text,
  uuid,
  versioned,
} from "#kit/columns";
import { owned } from "#kit/table";
import { Day, Text, Uuid } from "#kit/wire";

const CURRENCY = { format: "currency" } as const;
/** Almost two years of work without a break. */
const MAX_MINUTES = 1_000_000;
export const incomeSources = ["session", "subscription", "tip", "content_sale", "invoice", "other"] as const;

/** The decrypted `amount` is a number of minor units in plain digits. */
export const incomeEntries = owned(
  "income_entries",
  {
    lifeDomainId: uuid().references(() => lifeDomains.id, { onDelete: "set null" }),
    contactId: uuid().references(() => contacts.id, { onDelete: "set null" }),
    date: day().notNull(),
    amount: encrypted(30).notNull(),
    description: encrypted(5000),
    currency: text(3, CURRENCY).notNull().default("GBP"),
    sourceType: oneOf(...incomeSources)
      .notNull()
      .default("other"),
    durationMinutes: integer({ min: 0, max: MAX_MINUTES }),
    ...versioned(),
  },
  (t) => [
    index("income_entries_user").on(t.userId, sql`id`),
    index("income_entries_user_date").on(t.userId, t.date),
    index("income_entries_life_domain").on(t.lifeDomainId),
    index("income_entries_contact").on(t.contactId),
  ],
);

export const invoiceStatuses = ["draft", "sent", "paid", "void"] as const;
/** Of the mail with an invoice: it was asked for, was taken by the service that delivers mail, or will not go. */
export const mailStatuses = ["requested", "mailed", "failed"] as const;
/** Why a mail does not go: the service refuses it, does not answer, or the invoice was made void before. */
export const mailProblems = ["refused", "unanswered", "voided"] as const;
/** A language and region (BCP 47), such as `de-AT`. */
const LOCALE = { regex: /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, says: "must be a language and region such as en-GB" };

/** How often an invoice can be mailed. */
export const MAX_MAIL_ATTEMPTS = 20;
/** The most entries of an invoice. */
export const MAX_LINES = 100;
/** An invoice keeps what was billed as it was then, whatever becomes of the entries. Amounts are minor units of its currency. */
const invoiceLines = z
  .array(
    z.strictObject({
      entryId: Uuid,
      date: Day,
      description: z.nullable(Text(2000)),
      hours: z.number(),
      rateCents: z.int(),
      netCents: z.int(),
      taxPercent: z.number(),
      taxCents: z.int(),
    }),
  )
  .check(z.maxLength(MAX_LINES));

export const invoices = owned(
  "invoices",
  {
    contactId: uuid().references(() => contacts.id, { onDelete: "set null" }),
    // Assigned when it is sent, so that the numbers of what was sent have no gaps.
    number: text(50),
    issuedOn: day(),
    dueOn: day(),
    currency: text(3, CURRENCY).notNull().default("GBP"),
    lines: json(invoiceLines).notNull().default(sql`'[]'`),
    netCents: bigint().notNull().default(0),
    taxCents: bigint().notNull().default(0),
    totalCents: bigint().notNull().default(0),
    status: oneOf(...invoiceStatuses)
      .notNull()
      .default("draft"),
    // The day on which it was found to be overdue.
    overdueSince: day(),
    // Who it is from and for as the paper says it, in lines, and what it says below the sum; they stay as they were when it was sent.
    sender: text(1000),
    recipient: text(1000),
    note: text(2000),
    locale: text(35, { pattern: LOCALE }),
    // A payment pays one invoice.
    paidByTransactionId: uuid().references(() => transactions.id, { onDelete: "set null" }),
    mailTo: encrypted(320),
    mailStatus: oneOf(...mailStatuses),
    mailProblem: oneOf(...mailProblems),
    // Counts how often a mail was asked for: the service is told by it which requests are one.
    mailAttempt: integer({ min: 0, max: MAX_MAIL_ATTEMPTS }).notNull().default(0),
    mailedAt: instant(),
    pdfFileId: uuid().references(() => files.id, { onDelete: "set null" }),
    ...versioned(),
  },
  (t) => [
    uniqueIndex("invoices_unique").on(t.userId, t.number).where(sql`deleted_at is null`),
    index("invoices_user").on(t.userId, sql`id`),
    index("invoices_contact").on(t.contactId),
    index("invoices_pdf_file").on(t.pdfFileId),
    uniqueIndex("invoices_paid_by").on(t.paidByTransactionId).where(sql`deleted_at is null`),
    // For what finds the mails of which nothing came.
    index("invoices_unmailed").on(t.userId).where(sql`mail_status = 'requested'`),
    // For the payments that may be for them.
    index("invoices_open").on(t.userId, t.totalCents).where(sql`status = 'sent'`),
  ],
);

export const billableEntries = owned(
  "billable_entries",
  {
    lifeDomainId: uuid().references(() => lifeDomains.id, { onDelete: "set null" }),
    taskId: uuid().references(() => tasks.id, { onDelete: "set null" }),
    contactId: uuid().references(() => contacts.id, { onDelete: "set null" }),
    date: day().notNull(),
    hours: numeric({ min: 0, max: 999, type: "numeric(5,2)" }).notNull(),
    rateCents: bigint().notNull().default(0),
    currency: text(3, CURRENCY).notNull().default("GBP"),
    description: text(2000),
    focusSessionId: uuid().references(() => focusSessions.id, { onDelete: "set null" }),
    invoiceId: uuid().references(() => invoices.id, { onDelete: "set null" }),
    isInvoiced: boolean().notNull().default(false),
    invoiceRef: text(100),
    ...versioned(),
  },
  (t) => [
    index("billable_entries_user").on(t.userId, sql`id`),
    index("billable_entries_user_date").on(t.userId, t.date),
    index("billable_entries_life_domain").on(t.lifeDomainId),
    index("billable_entries_task").on(t.taskId),
    index("billable_entries_contact").on(t.contactId),
    index("billable_entries_invoice").on(t.invoiceId),
    uniqueIndex("billable_entries_focus_session").on(t.focusSessionId).where(sql`deleted_at is null`),
  ],
);
