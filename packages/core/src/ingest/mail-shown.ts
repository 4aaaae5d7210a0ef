/** A message as a person looks at it: its body with the pictures that came with it, and its attachments. Read in a process of its own. */

import { ApartError, type ApartLimits, readApart } from "#cloud/apart";
import type { Saying } from "#kit/saying";
import { raisedSaying } from "#kit/sayings";
import type { ShownBody, ShownOptions } from "./mail-shown-apart.ts";
import { formatsProgram } from "./pdf-text.ts";
import { mailReasons } from "./sayings.ts";

export interface ShownAttachment {
  fileName: string;
  mimeType: string;
  bytes: Buffer;
}

const MB = 1024 * 1024;
const MAX_BODY_BYTES = 12 * MB;

const limitsFor = (raw: Uint8Array, outputBytes: number): ApartLimits => ({
  processorMs: 6_000,
  timeMs: 18_000,
  memoryBytes: 320 * MB + 12 * raw.length,
  outputBytes,
});

/** Why a message cannot be shown; the message says so to a person. */
export class UnshowableMailError extends Error {
  override readonly name = "UnshowableMailError";
  readonly why: Saying;

  constructor(why: Saying, options: ErrorOptions) {
    super(why.text, options);
    this.why = why;
  }
}

/** Throws UnshowableMailError for what the message is to blame, and ApartError with `busy` when too many are being read. */
export async function shownBody(raw: Uint8Array): Promise<ShownBody> {
  return JSON.parse(await shown(raw, null, MAX_BODY_BYTES)) as ShownBody;
}

/** Undefined when the message has none at this place, counted from 0. */
export async function shownAttachment(raw: Uint8Array, position: number): Promise<ShownAttachment | undefined> {
  const found = JSON.parse(await shown(raw, position, 2 * raw.length + MB)) as { content: string } | null;
  if (!found) return undefined;
  const { content, ...rest } = found as Omit<ShownAttachment, "bytes"> & { content: string };
  return { ...rest, bytes: Buffer.from(content, "base64") };
}

async function shown(raw: Uint8Array, position: number | null, outputBytes: number): Promise<string> {
  try {
    const options = { position } satisfies ShownOptions;
    return await readApart(formatsProgram(), { format: "shown", document: raw, options }, limitsFor(raw, outputBytes));
  } catch (error) {
    if (!(error instanceof ApartError) || error.reason === "busy") throw error;
    const why = error.reason === "refused" ? raisedSaying(error.message) : mailReasons("mail_costly_to_show");
    throw new UnshowableMailError(why, { cause: error });
  }
}
