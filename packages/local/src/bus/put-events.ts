/** What EventBridge checks in a PutEvents call, and the envelope it makes of each entry that it accepts. */
import { randomUUID } from "node:crypto";
import { AwsError, type EventBridgeEvent, type Place, type PutEventsRequestEntry } from "./wire.ts";

const maxEntries = 10;
const maxTotalBytes = 1024 * 1024;
const maxDetailTypeLength = 128;
const DEFAULT_BUS = "default";

export interface AcceptedEntry {
  event: EventBridgeEvent;
  /** Whether it was sent to the default bus, which every account has and where AWS's services publish. */
  isOnDefaultBus: boolean;
  /** The JSON text of `event`, in which the detail stands exactly as it was sent. */
  body: string;
}

export interface RejectedEntry {
  ErrorCode: string;
  ErrorMessage: string;
}

export interface EntryRules extends Place {
  busName: string;
  now: Date;
  /** Sources that begin with `aws.` belong to AWS services: refused from outside, used by the stand-ins themselves. */
  allowAwsSources: boolean;
}

/** Checks the call as a whole; throws AWS's ValidationException. */
export function checkEntries(entries: PutEventsRequestEntry[]): void {
  const constraint = (rule: string) =>
    new AwsError(
      "ValidationException",
      `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length ${rule}`,
    );
  if (entries.length === 0) throw constraint("greater than or equal to 1");
  if (entries.length > maxEntries) throw constraint(`less than or equal to ${maxEntries}`);
  const totalBytes = entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
  if (totalBytes > maxTotalBytes) {
    throw new AwsError("ValidationException", "Total size of the entries in the request is over the limit.");
  }
}

/**
 * The size of an entry in bytes by AWS's rule: 14 for a time, the UTF-8 length of the other values; field names are not counted.
 */
export function entryBytes(entry: PutEventsRequestEntry): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])];
  const textBytes = texts.reduce((sum: number, text) => sum + Buffer.byteLength(text ?? ""), 0);
  return textBytes + (entry.Time === undefined ? 0 : 14);
}

export function acceptEntry(entry: PutEventsRequestEntry, rules: EntryRules): AcceptedEntry | RejectedEntry {
  for (const field of ["Source", "DetailType", "Detail"] as const) {
    if (!entry[field]) return invalid(field, `${field} is a required argument.`);
  }
  const {
    Source: source = "",
    DetailType: detailType = "",
    Detail: detailText = "",
    Resources: resources = [],
  } = entry;
  if (detailType.length > maxDetailTypeLength) {
    return invalid("DetailType", `DetailType must have at most ${maxDetailTypeLength} characters.`);
  }
  if (source.startsWith("aws.") && !rules.allowAwsSources) {
    return {
      ErrorCode: "NotAuthorizedForSourceException",
      ErrorMessage: `Not authorized for the source ${source}.`,
    };
  }
  const bus = busNamed(entry.EventBusName, rules);
  if (bus === undefined) {
    return {
      ErrorCode: "ResourceNotFoundException",
      ErrorMessage: `Event bus ${entry.EventBusName} does not exist.`,
    };
  }
  const time = entry.Time === undefined ? rules.now : toDate(entry.Time);
  if (Number.isNaN(time.getTime())) return invalid("Time", "Time is not a valid time stamp.");
  const detail = parseObject(detailText);
  if (!detail) return { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
  const envelope = {
    version: "0" as const,
    id: randomUUID(),
    "detail-type": detailType,
    source,
    account: rules.account,
    time: wholeSeconds(time),
    region: rules.region,
    resources,
  };
  // The detail is inserted as text, so that numbers beyond a double's precision survive and nothing is serialized twice.
  const body = `${JSON.stringify(envelope).slice(0, -1)},"detail":${detailText}}`;
  return { event: { ...envelope, detail }, body, isOnDefaultBus: bus === DEFAULT_BUS };
}

function invalid(field: string, reason: string): RejectedEntry {
  return { ErrorCode: "InvalidArgument", ErrorMessage: `Parameter ${field} is not valid. Reason: ${reason}` };
}

/** The bus of a name or an ARN, without one the default bus; undefined for an unknown bus. */
function busNamed(name = DEFAULT_BUS, { busName, region, account }: EntryRules): string | undefined {
  const arn = `arn:aws:events:${region}:${account}:event-bus/`;
  const short = name.startsWith(arn) ? name.slice(arn.length) : name;
  return [DEFAULT_BUS, busName].find((known) => known === short);
}

function toDate(time: Date | number): Date {
  return typeof time === "number" ? new Date(time * 1000) : time;
}

/** RFC 3339 in UTC without fractions, as EventBridge writes times. */
export function wholeSeconds(time: Date): string {
  return time.toISOString().replace(/\.\d{3}Z$/, "Z");
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
