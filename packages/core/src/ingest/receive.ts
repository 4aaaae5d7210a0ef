/**
 * Receives mail: by a signed webhook or as an object in the mail bucket. Both ways end with a stored message, a row for the owner
 * of the address that it was sent to, and the event that starts further processing.
 *
 * Each step can be repeated: a delivery is identified by its sender's id, an object by its content, a row by the Message-ID. So a
 * delivery that failed halfway can be sent again and completes what is missing.
 */

import { createHash, randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { tierAtLeast } from "#cloud/least-tier";
import { isUsableKey } from "#cloud/objects";
import { speak, speakAsService } from "#cloud/speak";
import { closeDelivery, type Delivery, noteRefused, openDelivery } from "#core/ingest/deliveries";
import { errorOf } from "#core/ingest/emails";
import { type Envelope, HEAD_BYTES, localPartsIn, readEnvelope } from "#core/ingest/envelope";
import { EmailFailed, EmailReceived } from "#core/ingest/events";
import { inboundDomain } from "#core/ingest/inbound-domain";
import { inboundEmails } from "#core/ingest/inbound-emails.sql";
import {
  beginningOfMail,
  headMail,
  INCOMING,
  mailBucket,
  mailKey,
  maxMailBytes,
  putMail,
  readMail,
} from "#core/ingest/mail-store";
import { NotAnEmailError } from "#core/ingest/mime";
import { deliveryReasons, mailReasons } from "#core/ingest/sayings";
import { verify } from "#core/ingest/signature";
import { insert } from "#kit/change";
import { foldAscii } from "#kit/columns";
import type { Actor, Ctx } from "#kit/ctx";
import { db, read } from "#kit/db";
import { NotConfigured, Unauthenticated } from "#kit/problem";
import { runtime } from "#kit/runtime";
import type { Saying } from "#kit/saying";
import { cut } from "#kit/text";

/** The outcome of a delivery. One that is not accepted is stored with its reason; sending it again would not help. */
export interface Reception {
  accepted: boolean;
  /** A sentence for the operator of the sender. */
  reason?: string;
}

/** The largest message that a webhook may carry: the payload limit of a Lambda, minus base64 and headers. */
export const MAX_WEBHOOK_BYTES = 4 * 1024 * 1024;

/**
 * Receives a raw message from the mail provider. The signature with EMAIL_WEBHOOK_SECRET covers the id, the time and the body,
 * and nothing else of the request is used: recipients are those in the message's own head, where providers put the envelope's as
 * X-Original-To or Delivered-To.
 */
export async function receiveWebhook(
  ctx: Ctx,
  headers: Record<string, string | undefined>,
  raw: Buffer,
): Promise<Reception> {
  const secret = runtime().config.EMAIL_WEBHOOK_SECRET;
  if (!secret) throw NotConfigured("EMAIL_WEBHOOK_SECRET is not set, so no delivery can be trusted.");
  const verdict = verify(headers, raw, { secret, now: ctx.now() });
  const service = speakAsService("webhook", { correlationId: ctx.correlationId });
  const delivery = {
    provider: "email" as const,
    headers: deliveryHeaders(headers),
    payload: { sizeBytes: raw.length, sha256: sha256(raw) },
  };
  if (!verdict.ok) {
    await service.ctx.db.batch([noteRefused(service.ctx, { ...delivery, error: verdict.reason })]);
    throw Unauthenticated(verdict.reason.text);
  }
  return receive(service.ctx, { ...delivery, deliveryId: verdict.id }, { raw });
}

/** Receives a raw message that was put into the mail bucket under `incoming/`, as SES and uploads do. */
export async function receiveObject(ctx: Ctx, bucket: string, object: { key: string; etag?: string }): Promise<void> {
  const { key } = object;
  // The same bucket contains messages that LifeOS has stored, which must not be received again.
  if (bucket !== mailBucket() || !key.startsWith(INCOMING) || key.endsWith("/")) return;
  if (!isUsableKey(key)) return refuseObject(ctx, bucket, object);
  const head = await headMail(key);
  if (!head) return ctx.log("warn", "a new object of the mail bucket is gone", { key });

  const maxBytes = maxMailBytes();
  const isTooLarge = head.sizeBytes > maxBytes;
  const raw = isTooLarge ? await beginningOfMail(key, HEAD_BYTES) : await readMail(key, maxBytes);
  if (!raw) return ctx.log("warn", "a new object of the mail bucket is gone", { key });
  const delivery: Delivery = {
    provider: "s3",
    deliveryId: sha256(`${key}\n${head.etag}`),
    headers: {},
    payload: { bucket, key: cut(key, 1_024), sizeBytes: head.sizeBytes },
  };
  await receive(ctx, delivery, {
    raw,
    envelopeTo: head.metadata["envelope-to"],
    ...(isTooLarge && {
      unreadable: {
        objectKey: key,
        error: mailReasons("mail_bytes", { bytes: head.sizeBytes, max: maxBytes }),
      },
    }),
  });
}

/**
 * Takes a delivery again whose message is still kept: an object that lies where it was put, or what a person has of a message that
 * came by webhook. Whatever of it is there already changes nothing. False when no message is left.
 */
export async function receiveAgain(
  service: Ctx,
  { provider, deliveryId, payload }: { provider: string; deliveryId: string; payload: Record<string, unknown> },
): Promise<boolean> {
  if (provider === "s3") {
    const { bucket, key } = payload as { bucket?: string; key?: string };
    if (!bucket || !key || !isUsableKey(key) || !(await headMail(key))) return false;
    await receiveObject(service, bucket, { key });
    return true;
  }
  const { userIds = [], sha256: hash } = payload as { userIds?: string[]; sha256?: string };
  for (const userId of userIds) {
    const raw = hash && (await readMail(mailKey(userId, hash), maxMailBytes()));
    if (!raw) continue;
    await receive(service, { provider: "email", deliveryId, headers: {}, payload }, { raw });
    return true;
  }
  return false;
}

/** Records the refusal of an object whose name cannot be requested. A retry would not help; operators find the delivery. */
async function refuseObject(
  ctx: Ctx,
  bucket: string,
  { key, etag = "" }: { key: string; etag?: string },
): Promise<void> {
  const written = key.replaceAll("\0", "\ufffd").toWellFormed();
  const [opened] = await ctx.db.batch([
    openDelivery(ctx, {
      provider: "s3",
      deliveryId: sha256(`${key}\n${etag}`),
      headers: {},
      payload: { bucket, key: [...written].slice(0, 1_024).join("") },
    }),
  ]);
  if (opened.isDone) return;
  await ctx.db.batch([closeDelivery(ctx, opened.id, { error: deliveryReasons("delivery_key") })]);
}

interface Mail {
  /** The whole message, or only its beginning when it is too large to be read. */
  raw: Uint8Array;
  /**
   * Recipients in the metadata of the object, set by whoever may write to the bucket; otherwise those in the message's head
   * count.
   */
  envelopeTo?: string | undefined;
  /** For a message that is not read: its key, where it stays, and the reason. */
  unreadable?: { objectKey: string; error: Saying };
}

/** `service` is a ctx of the service role, because only that role may look up the owner of an address. */
async function receive(service: Ctx, delivery: Delivery, mail: Mail): Promise<Reception> {
  const envelope = await readEnvelope(mail.raw).catch((error: unknown) => {
    if (error instanceof NotAnEmailError) return error;
    throw error;
  });
  const localParts = recipientsOf(envelope, mail.envelopeTo);
  const [opened, owners] = await service.db.batch([
    openDelivery(service, { ...delivery, payload: { ...delivery.payload, ...summary(envelope, localParts) } }),
    ownersOf(localParts),
  ]);
  if (opened.isDone) return receptionOf(opened.error);

  const error = whyNot(envelope, localParts, owners);
  if (error === undefined)
    for (const [index, owner] of owners.entries()) {
      // Each person has a story of their own; the first one continues that of the request.
      const correlationId = index === 0 ? service.correlationId : randomUUID();
      await keep(owner, envelope as Envelope, mail, correlationId);
    }
  const userIds = owners.map((owner) => owner.userId);
  await service.db.batch([closeDelivery(service, opened.id, { error, userIds })]);
  return receptionOf(error?.text ?? null);
}

const receptionOf = (error: string | null): Reception =>
  error === null ? { accepted: true } : { accepted: false, reason: error };

function recipientsOf(envelope: Envelope | NotAnEmailError, envelopeTo: string | undefined): string[] {
  if (envelopeTo?.trim()) return localPartsIn(envelopeTo);
  return envelope instanceof NotAnEmailError ? [] : envelope.localParts;
}

function whyNot(envelope: Envelope | NotAnEmailError, localParts: string[], owners: Owner[]): Saying | undefined {
  if (envelope instanceof NotAnEmailError) return envelope.why;
  if (localParts.length === 0) return deliveryReasons("no_address_here", { domain: inboundDomain() });
  if (owners.length === 0) return deliveryReasons("address_of_nobody");
  return undefined;
}

/** What a delivery's row stores of the message: enough to investigate a failure, nothing of its text. */
function summary(envelope: Envelope | NotAnEmailError, localParts: string[]) {
  if (envelope instanceof NotAnEmailError) return { localParts };
  return { localParts, messageId: envelope.messageId };
}

interface Owner {
  userId: string;
  localPart: string;
  role: Actor["role"];
  tier: Actor["tier"];
}

/** Each person once, even if a message names several of their addresses. */
function ownersOf(localParts: string[]) {
  return read<Owner>(sql`
    select distinct on (u.id) u.id as "userId", a.local_part as "localPart", u.role, u.tier
    from email_addresses a join users u on u.id = a.user_id
    where a.local_part = any(array(select jsonb_array_elements_text(${JSON.stringify(localParts.map(foldAscii))}::jsonb)))
      and a.is_active and u.deleted_at is null
    order by u.id, a.id`);
}

/** Stores the message and its row for its owner; a message that they already have changes nothing. */
async function keep(owner: Owner, envelope: Envelope, mail: Mail, correlationId: string): Promise<void> {
  const { userId, role } = owner;
  const tier = tierAtLeast(owner.tier);
  const rawObjectKey = mail.unreadable?.objectKey ?? (await putMail(userId, mail.raw));
  const { ctx, published } = speak({
    actor: { userId, role, tier },
    origin: "webhook",
    requestId: randomUUID(),
    correlationId,
  });
  const error = mail.unreadable?.error;
  const adding = (messageId: string) =>
    insert(
      ctx,
      inboundEmails,
      {
        messageId,
        sender: envelope.sender,
        recipient: `${owner.localPart}@${inboundDomain()}`,
        subject: envelope.subject,
        headers: envelope.headers,
        rawObjectKey,
        ...(error && errorOf([error])),
        createdAt: ctx.now().toISOString(),
      },
      { emits: { event: error === undefined ? EmailReceived : EmailFailed }, onConflict: "nothing" },
    );
  const { messageId } = envelope;
  const [added, [known]] = await ctx.db.batch([
    adding(messageId),
    db
      .select({ headers: inboundEmails.headers })
      .from(inboundEmails)
      .where(and(eq(inboundEmails.userId, userId), eq(inboundEmails.messageId, messageId))),
  ]);
  if (!added && identityOf(known?.headers ?? {}) !== identityOf(envelope.headers))
    await ctx.db.batch([adding(`${messageId} sha256:${sha256(identityOf(envelope.headers))}`)]);
  await published();
}

/** Some senders use the same Message-ID for every message; these headers distinguish such messages. */
const identityOf = (headers: Record<string, unknown>) =>
  JSON.stringify([headers.from, headers.date, headers.subject].map((value) => value ?? null));

const KEPT_HEADERS = ["webhook-id", "webhook-timestamp", "content-type", "user-agent"];

/** Headers of a delivery that help to investigate it. The signature is left out. */
function deliveryHeaders(headers: Record<string, string | undefined>): Record<string, string> {
  const kept = KEPT_HEADERS.flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [[name, cut(value, 500).replaceAll("\0", "").toWellFormed()]];
  });
  return Object.fromEntries(kept);
}

const sha256 = (content: Uint8Array | string) => createHash("sha256").update(content).digest("hex");
