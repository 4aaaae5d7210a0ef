/** Incoming mail, and the private addresses that receive it. */

import { sql } from "drizzle-orm";
import { index, unique } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { bookingsSchema } from "#core/ingest/bookings";
import { freeForm } from "#core/platform/free-form";
import { asciiCaseless, boolean, instant, json, text } from "#kit/columns";
import { Coded } from "#kit/saying";
import { owned } from "#kit/table";

export const emailHeadersSchema = freeForm(100_000);
export const emailAttachmentsSchema = z
  .array(
    z.strictObject({
      fileName: z.string().check(z.maxLength(255)),
      mimeType: z.string().check(z.maxLength(255)),
      sizeBytes: z.int().check(z.nonnegative()),
      objectKey: z.nullish(z.string().check(z.maxLength(1000))),
      fileId: z.nullish(z.uuid()),
    }),
  )
  .check(z.maxLength(100));

/** Temporary storage: the row and the raw message are deleted 90 days after processing; what was created from them stays. */
export const inboundEmails = owned(
  "inbound_emails",
  {
    messageId: text(998).notNull(),
    sender: text(500).notNull(),
    recipient: text(500).notNull(),
    subject: text(2000),
    bodyText: text(1_000_000),
    bodyHtmlKey: text(1000),
    rawObjectKey: text(1000),
    headers: json(emailHeadersSchema).notNull().default(sql`'{}'`),
    attachments: json(emailAttachmentsSchema).notNull().default(sql`'[]'`),
    classification: text(50),
    bookings: json(bookingsSchema).notNull().default(sql`'[]'`),
    isProcessed: boolean().notNull().default(false),
    processedAt: instant(),
    error: text(5000),
    /** Each sentence of the error by its code. */
    errorCoded: json(z.array(Coded).check(z.maxLength(10))),
  },
  (t) => [
    unique("inbound_emails_unique").on(t.userId, t.messageId),
    index("inbound_emails_user").on(t.userId, sql`id`),
    index("inbound_emails_processed").on(t.processedAt),
    index("inbound_emails_unread").on(t.id).where(sql`not is_processed and error is null`),
  ],
  { private: true, deletedForGood: "a holding area, from which mail goes by itself", title: "subject" },
);

export const emailAddresses = owned(
  "email_addresses",
  {
    localPart: asciiCaseless(64).notNull().unique(),
    label: text(100),
    isActive: boolean().notNull().default(true),
  },
  (t) => [index("email_addresses_user").on(t.userId, sql`id`)],
  { private: true, deletedForGood: "an address is retired and never given to anybody again" },
);
