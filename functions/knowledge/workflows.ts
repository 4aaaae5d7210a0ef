import { NonRetriableError } from "inngest";
import { analyse, giveUp as giveUpCapture, told } from "#core/knowledge/capture-analysis";
import { giveUp } from "#core/knowledge/document-failing";
import { readInto } from "#core/knowledge/document-making";
import {
  CaptureAnalysisRequested,
  CaptureEvents,
  CaptureReceived,
  DocumentEvents,
  DocumentRequested,
  FileAccepted,
  FileArrived,
  JournalEvents,
  JournalWritten,
} from "#core/knowledge/events";
import { type Copying, copySlice, decide, type ForOthers, giveUpCopy, undecided } from "#core/knowledge/file-copies";
import { readWords } from "#core/knowledge/file-reading";
import { copyOfChecked, failCheck, finishCheck, type Hashing, hashSlice } from "#core/knowledge/file-slices";
import { linkEntities } from "#core/knowledge/finding/link-entities";
import { linkDocument, linkFile, linkJournal } from "#core/knowledge/finding/sources";
import { listen } from "#core/knowledge/journal-sentiment";
import type { Ctx } from "#kit/ctx";
import type { EventDeclaration } from "#kit/event";
import { type Running, type Step, workflow } from "#kit/workflow";

/** More slices than the largest file has. */
const MAX_SLICES = 800;

/** What came in is made use of: once when it comes, and again when its person wants that or restores it. */
export const analyseCapture = workflow(
  "knowledge.analyseCapture",
  [CaptureReceived, CaptureAnalysisRequested, CaptureEvents.restored],
  {
    summary: "Make a document, metrics and insights of what was captured, and link it with what it is about",
    async handler({ event, step, as }) {
      const [owner, captureId] = [event.subject!, event.data.entityId!];
      const isAsked = event.type === CaptureAnalysisRequested.type;
      const isAnalysed = await step.run("analyse", async () => analyse(await as(owner), captureId, { isAsked }));
      if (isAnalysed)
        await step.run("link", async () => {
          const ctx = await as(owner);
          const text = await told(ctx, captureId);
          return text ? linkEntities(ctx, { entityType: "capture", entityId: captureId, ...text }) : null;
        });
      return { isAnalysed };
    },
    async onFailure({ event, step, as }) {
      await step.run("fail", async () => giveUpCapture(await as(event.subject!), event.data.entityId!, event.time));
    },
  },
);

/** A large file is read once, slice by slice, and compared with what was said of it. */
export const checkFile = workflow("knowledge.checkFile", FileArrived, {
  summary: "Compare a large file with what was said of it",
  async handler({ event, step, as }) {
    const owner = event.subject!;
    const fileId = event.data.entityId!;
    let hashing: Hashing = { at: 0 };
    for (let slice = 0; hashing.sha256 === undefined; slice++) {
      if (slice === MAX_SLICES) throw new NonRetriableError("The file has more slices than a file can have.");
      const done: Hashing = hashing;
      const next = await step.run(
        `hash ${slice}`,
        async () => (await hashSlice(await as(owner), fileId, done)) ?? null,
      );
      if (next === null) return { checked: false };
      hashing = next;
    }
    const { sha256 } = hashing;
    const forOthers = await copied(step, async (done) => copyOfChecked(await as(owner), fileId, sha256, done));
    await step.run("finish", async () => finishCheck(await as(owner), fileId, sha256, forOthers));
    return { checked: true };
  },
  async onFailure({ event, step, as }) {
    await step.run("fail", async () => failCheck(await as(event.subject!), event.data.entityId!));
  },
});

/** What is written is stored every few seconds: it is read when its writer has paused. */
const WRITING_PAUSE = "20s";

/** Another change of the row ends the run that waits for the one before, and so does its end: what is there last is read. */
const untilLater = (events: readonly EventDeclaration[]) => events.map((event) => ({ event, same: "entity" as const }));

/** Does to the row of an event what is done once its writer has paused. Yields what came of it. */
async function afterPause(
  { event, step, as }: Running,
  name: string,
  read: (ctx: Ctx, entityId: string) => Promise<object | undefined>,
): Promise<object> {
  await step.sleep("pause", WRITING_PAUSE);
  const done = await step.run(name, async () => (await read(await as(event.subject!), event.data.entityId!)) ?? null);
  return { ...done };
}

/** Entries of the journal are linked with what they are about. */
export const findEntities = workflow("knowledge.findEntities", [JournalWritten, JournalEvents.updated], {
  summary: "Find what an entry of the journal is about, and link it",
  cancelledBy: untilLater([JournalEvents.updated, JournalEvents.deleted]),
  handler: (running) => afterPause(running, "link", linkJournal),
});

/** The same of documents. */
export const findEntitiesOfDocument = workflow(
  "knowledge.findEntitiesOfDocument",
  [DocumentEvents.created, DocumentEvents.updated],
  {
    summary: "Find what a document is about, and link it",
    cancelledBy: untilLater([DocumentEvents.updated, DocumentEvents.deleted]),
    handler: (running) => afterPause(running, "link", linkDocument),
  },
);

export const hearJournal = workflow("knowledge.hearJournal", [JournalWritten, JournalEvents.updated], {
  summary: "Find out how an entry of the journal sounds, where it is in English",
  cancelledBy: untilLater([JournalEvents.updated, JournalEvents.deleted]),
  handler: (running) => afterPause(running, "listen", listen),
});

export const readDocument = workflow("knowledge.readDocument", DocumentRequested, {
  summary: "Read the file that a document is made from",
  async handler({ event, step, as }) {
    const isRead = await step.run("read", async () => readInto(await as(event.subject!), event.data.entityId!));
    return { isRead };
  },
  async onFailure({ event, step, as }) {
    await step.run("give up", async () => giveUp(await as(event.subject!), event.data.entityId!));
  },
});

/**
 * What is known of a file only when it is read: what others get of it, where the check has not decided that, and what its text says. A text that
 * cannot be read leaves the file as it is.
 */
export const readFile = workflow("knowledge.readFile", FileAccepted, {
  summary:
    "Decide what others get of a file, find tags and a description in its text, and link it with what it is about",
  async handler({ event, step, as }) {
    const owner = event.subject!;
    const fileId = event.data.entityId!;
    const forOthers = await copied(step, async (done) => {
      const file = await undecided(await as(owner), fileId);
      return file && copySlice(file, done);
    });
    if (forOthers) await step.run("decide", async () => decide(await as(owner), fileId, forOthers));
    const isRead = await step.run("read", async () => readWords(await as(owner), fileId));
    if (isRead) await step.run("link", async () => (await linkFile(await as(owner), fileId)) ?? null);
    return { isRead };
  },
  async onFailure({ event, step, as }) {
    await step.run("give up", async () => giveUpCopy(await as(event.subject!), event.data.entityId!));
  },
});

/**
 * Makes the copy that others get slice by slice: `next` makes one after what is done. Yields what they get, or undefined when there is nothing to
 * decide any more.
 */
async function copied(
  step: Step,
  next: (done: Copying) => Promise<Copying | ForOthers | undefined>,
): Promise<ForOthers | undefined> {
  let copying: Copying = { at: 0 };
  for (let slice = 0; slice < MAX_SLICES; slice++) {
    const done = copying;
    const copy = await step.run(`copy ${slice}`, async () => (await next(done)) ?? null);
    if (copy === null) return undefined;
    if ("forOthers" in copy) return copy;
    copying = copy;
  }
  throw new NonRetriableError("The copy has more slices than a file can have.");
}
