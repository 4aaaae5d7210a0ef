import { NonRetriableError } from "inngest";
import { FileAccepted, FileArrived } from "#core/knowledge/events";
import { type Copying, copySlice, decide, type ForOthers, giveUpCopy, undecided } from "#core/knowledge/file-copies";
import { readWords } from "#core/knowledge/file-reading";
import { copyOfChecked, failCheck, finishCheck, type Hashing, hashSlice } from "#core/knowledge/file-slices";
import { workflow } from "#kit/workflow";

/** More slices than the largest file has. */
const MAX_SLICES = 800;

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
    let copy: Copying | ForOthers | null = { at: 0 };
    for (let slice = 0; copy !== null && !("forOthers" in copy); slice++) {
      if (slice === MAX_SLICES) throw new NonRetriableError("The copy has more slices than a file can have.");
      const done: Copying = copy;
      copy = await step.run(
        `copy ${slice}`,
        async () => (await copyOfChecked(await as(owner), fileId, sha256, done)) ?? null,
      );
    }
    const forOthers = copy ?? undefined;
    await step.run("finish", async () => finishCheck(await as(owner), fileId, sha256, forOthers));
    return { checked: true };
  },
  async onFailure({ event, step, as }) {
    await step.run("fail", async () => failCheck(await as(event.subject!), event.data.entityId!));
  },
});

/**
 * What is known of a file only when it is read: what others get of it, where the check has not decided that, and what its text says. A text that
 * cannot be read leaves the file as it is.
 */
export const readFile = workflow("knowledge.readFile", FileAccepted, {
  summary: "Decide what others get of a file, and find tags and a description in its text",
  async handler({ event, step, as }) {
    const owner = event.subject!;
    const fileId = event.data.entityId!;
    let copy: Copying | ForOthers | null = { at: 0 };
    for (let slice = 0; copy !== null && !("forOthers" in copy); slice++) {
      if (slice === MAX_SLICES) throw new NonRetriableError("The copy has more slices than a file can have.");
      const done: Copying = copy;
      copy = await step.run(`copy ${slice}`, async () => {
        const file = await undecided(await as(owner), fileId);
        return file ? copySlice(file, done) : null;
      });
    }
    if (copy !== null) {
      const outcome = copy;
      await step.run("decide", async () => decide(await as(owner), fileId, outcome));
    }
    const isRead = await step.run("read", async () => readWords(await as(owner), fileId));
    return { isRead };
  },
  async onFailure({ event, step, as }) {
    await step.run("give up", async () => giveUpCopy(await as(event.subject!), event.data.entityId!));
  },
});
