/** The files that this tab is uploading. They go on when the page is left; closing the tab asks first. */
import { useSyncExternalStore } from "react";
import type en from "../words/data.words.en.ts";
import { place } from "../words/place.ts";
import { wordsOf } from "../words/words.ts";
import { change } from "./change.ts";
import { problemOfError } from "./problem.ts";
import { queries } from "./queries.ts";
import { atSignOut } from "./session.ts";
import { UnreadableFile } from "./sha256.ts";
import { isOfStore, type Outcome, type StoredFile, upload } from "./upload.ts";

export interface Upload {
  id: number;
  fileName: string;
  folderPath: string;
  sizeBytes: number;
  state: "waiting" | "hashing" | "sending" | "done" | "failed" | "stopped";
  /** How many bytes are read while it is hashed, and sent while it is sent. */
  doneBytes: number;
  bytesPerSecond: number | undefined;
  outcome: Outcome | undefined;
  problem: string | undefined;
}

export interface Wanted {
  file: File;
  folderPath: string;
}

const FILES_AT_ONCE = 2;
/** Progress comes a hundred times a second; nobody reads that. */
const SHOW_EVERY_MS = 100;

let uploads: readonly Upload[] = [];
let nextId = 1;
const running = new Map<number, AbortController>();
const wanted = new Map<number, { given: Wanted; settle: (file: StoredFile | undefined) => void }>();
const listeners = new Set<() => void>();

/** Begins to upload. Each resolves to the file as it is in the store, or to undefined when it came to nothing. */
export function uploadFiles(given: readonly Wanted[]): Promise<StoredFile | undefined>[] {
  const begun = given.map((one) => {
    const id = nextId++;
    const { name: fileName, size: sizeBytes } = one.file;
    const { promise, resolve } = Promise.withResolvers<StoredFile | undefined>();
    wanted.set(id, { given: one, settle: resolve });
    const added: Upload = {
      id,
      fileName,
      folderPath: one.folderPath,
      sizeBytes,
      state: "waiting",
      doneBytes: 0,
      bytesPerSecond: undefined,
      outcome: undefined,
      problem: undefined,
    };
    return { added, promise };
  });
  set([...uploads, ...begun.map(({ added }) => added)]);
  goOn();
  return begun.map(({ promise }) => promise);
}

export const useUploads = (): readonly Upload[] => useSyncExternalStore(subscribe, () => uploads);

export function stopUpload(id: number): void {
  running.get(id)?.abort();
  if (stateOf(id) === "waiting") end(id, { state: "stopped" });
}

/** Goes on with one that failed or was stopped: what is in the store already is not sent again. */
export function retryUpload(id: number): void {
  show(id, { state: "waiting", doneBytes: 0, problem: undefined });
  goOn();
}

/** Takes a deleted file back in place of uploading its bytes again. */
export async function restoreUpload(id: number, fileId: string): Promise<void> {
  const file = await change("knowledge.files.restore", { path: { fileId } });
  end(id, { state: "done", outcome: { is: "known", file } }, file);
}

/** Puts away what is finished. */
export function clearUploads(): void {
  for (const { id } of uploads.filter(isOver)) wanted.delete(id);
  set(uploads.filter((one) => !isOver(one)));
}

export const isOver = ({ state }: Upload): boolean => state === "done" || state === "failed" || state === "stopped";

/** Whether it came to nothing, or to a file that is kept away. */
export const isTroubled = ({ state, outcome }: Upload): boolean =>
  state === "failed" || (outcome !== undefined && outcome.is !== "deleted" && outcome.file.status === "quarantined");

function goOn(): void {
  for (const { id } of uploads.filter(({ state }) => state === "waiting")) {
    if (running.size >= FILES_AT_ONCE) return;
    if (!running.has(id)) void run(id);
  }
}

async function run(id: number): Promise<void> {
  const { given } = wanted.get(id)!;
  const controller = new AbortController();
  const { signal } = controller;
  running.set(id, controller);
  let started = performance.now();
  let shownAt = 0;
  const progress = (state: "hashing" | "sending", doneBytes: number) => {
    const now = performance.now();
    if (stateOf(id) !== state) started = now;
    else if (now - shownAt < SHOW_EVERY_MS) return;
    shownAt = now;
    show(id, { state, doneBytes, bytesPerSecond: now > started ? (doneBytes / (now - started)) * 1_000 : undefined });
  };
  show(id, { state: "hashing" });
  try {
    const outcome = await upload(given.file, given.folderPath, {
      signal,
      onHashed: (bytes) => progress("hashing", bytes),
      onSent: (bytes) => progress("sending", bytes),
    });
    end(
      id,
      { state: outcome.is === "deleted" ? "failed" : "done", outcome, doneBytes: given.file.size },
      outcome.is === "deleted" ? undefined : outcome.file,
    );
  } catch (error) {
    end(id, signal.aborted ? { state: "stopped" } : { state: "failed", problem: sentence(error) });
  } finally {
    running.delete(id);
    goOn();
  }
}

function sentence(error: unknown): string {
  const words = wordsOf<typeof en>("data", place().language).upload;
  if (error instanceof UnreadableFile) return words.unreadable;
  if (isOfStore(error)) return error.status === 0 ? words.interrupted : words.notTaken;
  return problemOfError(error).text;
}

/** What became of it, and for whoever waits, the file. */
function end(id: number, how: Partial<Upload>, file?: StoredFile): void {
  show(id, how);
  // One that failed can be tried again, and whoever waits goes on waiting for that.
  if (how.state === "done" || how.state === "stopped") wanted.get(id)?.settle(file);
  for (const operation of ["knowledge.folders.list", "knowledge.storage.get"])
    void queries.invalidateQueries({ queryKey: [operation] });
}

const stateOf = (id: number) => uploads.find((one) => one.id === id)?.state;

function show(id: number, changed: Partial<Upload>): void {
  set(uploads.map((one) => (one.id === id ? { ...one, ...changed } : one)));
}

function set(next: readonly Upload[]): void {
  const isBusy = next.some((one) => !isOver(one));
  if (isBusy) addEventListener("beforeunload", ask);
  else removeEventListener("beforeunload", ask);
  uploads = next;
  for (const listener of listeners) listener();
}

const ask = (event: BeforeUnloadEvent) => event.preventDefault();

atSignOut(() => {
  for (const controller of running.values()) controller.abort();
  wanted.clear();
  set([]);
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
