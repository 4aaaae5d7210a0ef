/**
 * Addresses at which a browser gets what a stranger wrote: the body of a message, alone in a page that can do nothing, and an attachment
 * to be saved. Each is of one message of one person, signed, and ends after a minute or a few.
 */
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { personOf } from "#cloud/person";
import { speak } from "#cloud/speak";
import { RawMailGone } from "#core/ingest/emails";
import { inboundEmails } from "#core/ingest/inbound-emails.sql";
import { shownAttachment, shownBody, UnshowableMailError } from "#core/ingest/mail-shown";
import { presignAttachment } from "#core/ingest/mail-store";
import { rawOf, UnreadableMail } from "#core/ingest/raw-mail";
import type { Ctx } from "#kit/ctx";
import { read, uncounted } from "#kit/db";
import { NotFound, Problem, problem } from "#kit/problem";
import { rowRead } from "#kit/row";
import { open, seal, Unopenable } from "#kit/secret";

export const UnshowableMail = /* @__PURE__ */ problem("conflict", "unshowable_mail", "The message cannot be shown");

const BODY_SECONDS = 60;
const ATTACHMENT_SECONDS = 300;

export interface BodyAddress {
  /** A path of this API. */
  url: string;
  expiresAt: string;
  remotePictures: number;
  omittedPictures: number;
}

/** Makes the body of a message ready and says where it is for a minute. */
export async function bodyAddress(ctx: Ctx, emailId: string): Promise<BodyAddress> {
  const body = await shownBody(await rawMail(ctx, emailId)).catch(unreadable);
  const { html, ...counted } = body;
  const expiresAt = new Date(ctx.now().getTime() + BODY_SECONDS * 1_000).toISOString();
  const ticket: Ticket = { userId: ctx.actor.userId, page: randomUUID(), expiresAt };
  const address = Buffer.from(seal(JSON.stringify(ticket), inboundEmails, PLACE, emailId), "base64").toString(
    "base64url",
  );
  const value = JSON.stringify({ html });
  await ctx.db.batch([uncounted(sql`select cache_put(${keyOf(ticket)}, ${value}::jsonb, ${BODY_SECONDS})`)]);
  return { url: `/v1/ingest/emails/${emailId}/body?address=${address}`, expiresAt, ...counted };
}

/** The page at such an address, for whoever holds it. Throws NotFound for one that was altered, has ended or is of another message. */
export async function bodyAt(ctx: Ctx, emailId: string, address: string): Promise<string> {
  const ticket = ticketOf(emailId, address);
  if (!ticket || ticket.expiresAt <= ctx.now().toISOString()) throw NotFound(ENDED);
  const { db } = speak({ ...ctx, actor: await personOf(ticket.userId) }).ctx;
  const [email, [kept]] = await db.batch([
    rowRead(inboundEmails, emailId),
    read<{ value: string | null }>(sql`select cache_get(${keyOf(ticket)}) as value`),
  ]);
  if (!email || !kept?.value) throw NotFound(ENDED);
  const { html } = JSON.parse(kept.value) as { html: string };
  return `<!doctype html><html><head><meta charset="utf-8"><meta name="color-scheme" content="light"><style>${PAGE}</style></head><body>${html}</body></html>`;
}

/** Nothing runs, nothing is fetched, nothing is sent, and what is opened from it is a window of its own. */
export const BODY_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox";

const ENDED = "This address has ended; ask for the body's address again.";
const PAGE =
  "body{margin:12px;font:14px/1.5 system-ui,sans-serif;color:#1f1c19;background:#fff;overflow-wrap:anywhere}img{max-width:100%}";

export interface AttachmentAddress {
  /** Of the object store: a GET without any header downloads the attachment, which no browser shows in place. */
  url: string;
  expiresAt: string;
  fileName: string;
  mimeType: string;
  sizeBytes: number;
}

/** Throws NotFound where the message has no attachment at this place, counted from 0. */
export async function attachmentAddress(ctx: Ctx, emailId: string, position: number): Promise<AttachmentAddress> {
  const found = await shownAttachment(await rawMail(ctx, emailId), position).catch(unreadable);
  if (!found) throw NotFound("The message has no such attachment.");
  const { fileName, mimeType, bytes } = found;
  const { url, expiresAt } = await presignAttachment(ctx.actor.userId, bytes, {
    fileName,
    seconds: ATTACHMENT_SECONDS,
  });
  return { url, expiresAt: expiresAt.toISOString(), fileName, mimeType, sizeBytes: bytes.length };
}

async function rawMail(ctx: Ctx, emailId: string): Promise<Buffer> {
  const [row] = await ctx.db.batch([rowRead(inboundEmails, emailId)]);
  if (!row) throw NotFound();
  if (row.rawObjectKey === null) throw RawMailGone();
  return rawOf(row).catch(unreadable);
}

function unreadable(error: unknown): never {
  if (error instanceof UnshowableMailError) throw UnshowableMail(error.why);
  throw error instanceof Problem && error.code === UnreadableMail.code ? UnshowableMail(error.saying) : error;
}

/** What an address holds, sealed for its message. */
interface Ticket {
  userId: string;
  /** Names the page, of which somebody else's cache has none. */
  page: string;
  expiresAt: string;
}

const PLACE = "body address";
const Ticket = z.strictObject({ userId: z.guid(), page: z.guid(), expiresAt: z.string() });

function ticketOf(emailId: string, address: string): Ticket | undefined {
  try {
    return Ticket.parse(
      JSON.parse(open(Buffer.from(address, "base64url").toString("base64"), inboundEmails, PLACE, emailId)),
    );
  } catch (error) {
    if (error instanceof Unopenable) return undefined;
    throw error;
  }
}

const keyOf = ({ userId, page }: Ticket) => `user:${userId}:mail-body:${page}`;
