/**
 * One file on its way into the store: hashed, announced, sent and completed. Files above 64 MiB go in parts, three at a time. Whatever ends it, a lost
 * connection, a closed tab, an expired address: the same file, given again, is hashed again, and only the parts that are missing are sent.
 */
import { change } from "./change.ts";
import { type Answer, call } from "./client.ts";
import { Refused } from "./problem.ts";
import { NotTaken, put } from "./put.ts";
import { sha256Of } from "./sha256.ts";

export type StoredFile = Answer<"knowledge.files.complete">;
type Plan = NonNullable<Answer<"knowledge.files.create">["upload"]>;

/** `known`: the same bytes were there already. `deleted`: they are among the deleted files, and can be restored. */
export type Outcome = { is: "new" | "known"; file: StoredFile } | { is: "deleted"; fileId: string };

export interface Following {
  signal: AbortSignal;
  /** How many of the bytes are read. */
  onHashed: (bytes: number) => void;
  /** How many are in the store. */
  onSent: (bytes: number) => void;
}

const PARTS_AT_ONCE = 3;
const MOST_TRIES = 5;
const FIRST_PAUSE_MS = 1_000;
/** What most browsers say of a file whose ending they do not know. */
const ANY_TYPE = "application/octet-stream";

export async function upload(file: File, folderPath: string, following: Following): Promise<Outcome> {
  const { signal, onHashed, onSent } = following;
  const sha256 = await sha256Of(file, signal, onHashed);
  const mimeType = /^[^;]*/.exec(file.type.toLowerCase())?.[0].trim() || ANY_TYPE;
  const body = { fileName: file.name, folderPath, mimeType, sizeBytes: file.size, sha256 };
  const announced = await announce(body);
  if ("fileId" in announced) return { is: "deleted", fileId: announced.fileId };
  const { file: row, upload: plan } = announced;
  if (!plan) return { is: "known", file: row };
  onSent(0);
  await sendAll(file, row.id, plan, following);
  onSent(file.size);
  return {
    is: "new",
    file: await change("knowledge.files.complete", { path: { fileId: row.id }, row, isQuiet: true }),
  };
}

type Announced = Parameters<typeof change<"knowledge.files.create">>[1]["body"];

async function announce(body: Announced): Promise<Answer<"knowledge.files.create"> | { fileId: string }> {
  try {
    return await change("knowledge.files.create", { body, title: body?.fileName, isQuiet: true });
  } catch (error) {
    if (!(error instanceof Refused) || error.problem.code !== "was_deleted") throw error;
    // The contract's problem names the deleted file.
    return { fileId: (error.problem.more.current as { id: string }).id };
  }
}

/** Each further try asks what is still missing, and gets new addresses for it. */
async function sendAll(file: File, fileId: string, first: Plan, following: Following): Promise<void> {
  const { signal } = following;
  let plan: Plan | null = first;
  for (let tries = 1; plan; ) {
    const before = progressOf(plan);
    try {
      plan = await sendOnce(file, fileId, plan, following);
    } catch (error) {
      if (signal.aborted || (error instanceof Refused && error.problem.status !== 0)) throw error;
      if (tries === MOST_TRIES) throw error;
      await pause(FIRST_PAUSE_MS * 2 ** (tries - 1), signal);
      ({ upload: plan } = await call("knowledge.files.upload", { path: { fileId }, signal }));
      // A connection that always breaks, and still brings parts over, may go on.
      tries = plan && progressOf(plan) > before ? 1 : tries + 1;
    }
  }
}

const progressOf = ({ parts }: Plan): number => parts?.uploaded.length ?? 0;

/** Sends what the plan names. Yields the plan for the rest, or null when that is all. */
async function sendOnce(file: File, fileId: string, plan: Plan, { signal, onSent }: Following): Promise<Plan | null> {
  if (plan.whole) {
    await put({ ...plan.whole, bytes: file, signal, onSent });
    return null;
  }
  const { partBytes, partCount, uploaded, next } = plan.parts!;
  const sent = new Map(uploaded.map((number) => [number, sizeOf(file, number, partBytes)]));
  const told = (partNumber: number, bytes: number) => {
    sent.set(partNumber, bytes);
    onSent([...sent.values()].reduce((sum, one) => sum + one, 0));
  };
  const waiting = [...next];
  const lane = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      const { partNumber, sizeBytes, url } = part;
      const start = (partNumber - 1) * partBytes;
      const bytes = file.slice(start, start + sizeBytes);
      await put({ url, bytes, signal, onSent: (count) => told(partNumber, count) }).catch((error: unknown) => {
        // The other lanes end with what they are at.
        waiting.length = 0;
        throw error;
      });
      told(partNumber, sizeBytes);
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: PARTS_AT_ONCE }, lane));
  const failed = lanes.find(({ status }) => status === "rejected");
  if (failed) throw (failed as PromiseRejectedResult).reason;
  if (uploaded.length + next.length === partCount) return null;
  return (await call("knowledge.files.upload", { path: { fileId }, signal })).upload;
}

const sizeOf = (file: File, partNumber: number, partBytes: number): number =>
  Math.min(partBytes, file.size - (partNumber - 1) * partBytes);

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/** The store answers no sentences, so that the caller says what happened. */
export const isOfStore = (error: unknown): error is NotTaken => error instanceof NotTaken;
