/** What operations of the SQS API have in common: reading their input, checking batches, and the names of errors. */
import { AwsError } from "./wire.ts";

export type Input = Record<string, unknown>;
/**
 * `origin` is the address under which the client reached this API, for the URLs of queues; `gone` is aborted when the client
 * disconnects.
 */
export type Operation = (input: Input, origin: string, gone: AbortSignal) => Promise<object>;

const MAX_ENTRIES = 10;

export interface Fault {
  Code: string;
  Message: string;
}

export const isObject = (value: unknown): value is Input =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function text(input: Input, name: string): string {
  const value = input[name] ?? "";
  if (typeof value !== "string") throw new AwsError("SerializationException", `${name} must be a string.`);
  if (value === "") throw sqsError("MissingParameter", `The request must contain the parameter ${name}.`);
  return value;
}

export function list(input: Input, name: string): unknown[] {
  const value = input[name] ?? [];
  if (!Array.isArray(value)) throw new AwsError("SerializationException", `${name} must be a list.`);
  return value as unknown[];
}

export function texts(input: Input, name: string): string[] {
  return list(input, name).map((value) => {
    if (typeof value !== "string") throw new AwsError("SerializationException", `${name} must be a list of strings.`);
    return value;
  });
}

/** Undefined when the field is absent. */
export function wholeNumber(input: Input, name: string, least: number, most: number): number | undefined {
  const value = input[name] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== "number") throw new AwsError("SerializationException", `${name} must be a number.`);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw sqsError(
    "InvalidParameterValue",
    `Value ${value} for parameter ${name} is invalid. Reason: Must be between ${least} and ${most}, if provided.`,
  );
}

/** The entries of a batch, checked as a whole. */
export function batchEntries(input: Input): { Id: string; entry: Input }[] {
  const entries = list(input, "Entries").map((entry) => {
    if (!isObject(entry)) throw new AwsError("SerializationException", "An entry must be an object.");
    return { Id: text(entry, "Id"), entry };
  });
  const ids = entries.map(({ Id }) => Id);
  if (entries.length === 0) throw sqsError("EmptyBatchRequest", "There should be at least one entry in the request.");
  if (entries.length > MAX_ENTRIES)
    throw sqsError("TooManyEntriesInBatchRequest", `Maximum number of entries per request are ${MAX_ENTRIES}.`);
  if (ids.some((id) => !/^[\w-]{1,80}$/.test(id)))
    throw sqsError("InvalidBatchEntryId", "An entry's Id is up to 80 letters, digits, hyphens and underscores.");
  if (new Set(ids).size < ids.length)
    throw sqsError("BatchEntryIdsNotDistinct", "Two or more entries of the batch have the same Id.");
  return entries;
}

export const failedEntry = (Id: string, { Code, Message }: Fault) => ({ Id, SenderFault: true, Code, Message });

/** SQS names an error twice: as its JSON protocol does, and in a header as its older query protocol did. */
export function sqsError(code: string, message: string, queryCode = code): AwsError {
  return new AwsError(`com.amazonaws.sqs#${code}`, message, 400, { "x-amzn-query-error": `${queryCode};Sender` });
}
