/** Receives what Plaid reports. A report says only which item to look at: how that is, Plaid is asked. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { speakAsService } from "#cloud/speak";
import { keyOf } from "#core/finance/plaid/keys";
import { verify } from "#core/finance/plaid/signature";
import { request } from "#core/finance/plaid/sync";
import { forgetDue, noteDue } from "#core/identity/connection-tokens";
import { connections } from "#core/identity/connections.sql";
import { clientOf } from "#core/identity/provider";
import { plaid } from "#core/identity/providers/plaid";
import { identityRefusals } from "#core/identity/sayings";
import { closeDelivery, noteRefused, openDelivery } from "#core/ingest/deliveries";
import { refreshSettings } from "#core/platform/system-settings";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { Unauthenticated, Unavailable } from "#kit/problem";
import { ThirdPartyError } from "#kit/third-party";

/** The same for a report of an item that nobody has here. */
export const Reception = z.strictObject({ accepted: z.boolean() });

const Code = z.string().check(z.regex(/^[A-Z_]{1,100}$/));
const Report = z.object({
  webhook_type: Code,
  webhook_code: Code,
  item_id: z.string().check(z.regex(/^[\x21-\x7e]{1,255}$/)),
  consent_expiration_time: z.nullish(z.iso.datetime({ offset: true })),
});
type Report = z.output<typeof Report>;

/** Reports after which an item is looked at: it has something new, or may have to be connected again, or is in order again. */
const TELLING: ReadonlySet<string> = new Set([
  "TRANSACTIONS/SYNC_UPDATES_AVAILABLE",
  "ITEM/ERROR",
  "ITEM/LOGIN_REPAIRED",
  "ITEM/USER_PERMISSION_REVOKED",
  "ITEM/USER_ACCOUNT_REVOKED",
  "ITEM/NEW_ACCOUNTS_AVAILABLE",
]);

/** Reports that an item will have to be connected again, and how soon where they do not say. */
const ENDING: ReadonlySet<string> = new Set(["ITEM/PENDING_EXPIRATION", "ITEM/PENDING_DISCONNECT"]);
const REPAIRED = "ITEM/LOGIN_REPAIRED";
const ENDS_AFTER_MS = 7 * 86_400_000;

/** More connections with one item than there can be. */
const MAX_CONNECTIONS = 10;

/** Takes a report that Plaid has signed. Throws Unauthenticated, NotConfigured, and Unavailable where the key cannot be had. */
export async function receive(ctx: Ctx, header: string | undefined, raw: Buffer): Promise<z.output<typeof Reception>> {
  await refreshSettings();
  clientOf(plaid);
  const verdict = await verify(header, raw, ctx.now(), (keyId) => keyOf(ctx, keyId)).catch(silent);
  const service = speakAsService("webhook", { correlationId: ctx.correlationId });
  const what = { sizeBytes: raw.length, sha256: createHash("sha256").update(raw).digest("hex") };
  if (!verdict.ok) {
    const refused = { provider: "plaid" as const, headers: {}, payload: what, error: verdict.reason };
    await service.ctx.db.batch([noteRefused(service.ctx, refused)]);
    throw Unauthenticated(verdict.reason.text);
  }
  const report = reportIn(raw);
  if (!report) return { accepted: true };
  const { webhook_type: type, webhook_code: code, item_id: itemId } = report;
  // Plaid gives its reports no ids; each has a signature of its own.
  const deliveryId = createHash("sha256").update(header!).digest("hex");
  const payload = { ...what, type, code, itemId, endsAt: report.consent_expiration_time };
  const [opened, owners] = await service.ctx.db.batch([
    openDelivery(service.ctx, { provider: "plaid", deliveryId, headers: {}, payload }),
    ownersOf(itemId),
  ]);
  if (!opened.isDone) {
    await follow(service.ctx, opened.id, report, owners);
    await service.published();
  }
  return { accepted: true };
}

/** Looks again at what a kept report was about; false when it is nobody's. */
export async function receiveAgain(
  service: Ctx,
  { id, payload }: { id: string; payload: Record<string, unknown> },
): Promise<boolean> {
  const report = Report.safeParse({
    webhook_type: payload.type,
    webhook_code: payload.code,
    item_id: payload.itemId,
    consent_expiration_time: payload.endsAt,
  }).data;
  if (!report) return false;
  const [owners] = await service.db.batch([ownersOf(report.item_id)]);
  if (owners.length === 0) return false;
  await follow(service, id, report, owners);
  return true;
}

interface Owner {
  id: string;
  userId: string;
}

const ownersOf = (itemId: string) =>
  read<Owner>(sql`select id, user_id as "userId" from ${connections}
    where provider = 'plaid' and external_account_id = ${itemId} and status <> 'revoked' order by id limit ${MAX_CONNECTIONS}::int`);

async function follow(service: Ctx, deliveryId: string, report: Report, owners: readonly Owner[]): Promise<void> {
  const what = `${report.webhook_type}/${report.webhook_code}`;
  const isTelling = TELLING.has(what);
  const said = report.consent_expiration_time;
  const endsAt = said ? new Date(said) : new Date(service.now().getTime() + ENDS_AFTER_MS);
  const userIds = owners.map(({ userId }) => userId);
  await service.db.batch([
    ...(ENDING.has(what) ? owners.map(({ id }) => noteDue(service, id, endsAt)) : []),
    ...(what === REPAIRED ? owners.map(({ id }) => forgetDue(service, id)) : []),
    ...(isTelling ? owners.map(({ id, userId }) => request(service, id, userId)) : []),
    closeDelivery(service, deliveryId, { userIds }),
  ]);
}

function reportIn(raw: Buffer): Report | undefined {
  try {
    return Report.safeParse(JSON.parse(raw.toString("utf8"))).data;
  } catch {
    return undefined;
  }
}

function silent(error: unknown): never {
  if (error instanceof ThirdPartyError)
    throw Unavailable(identityRefusals("provider_silent", { provider: plaid.title }));
  throw error;
}
