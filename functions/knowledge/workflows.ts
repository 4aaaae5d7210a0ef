import { NonRetriableError } from "inngest";
import { FileArrived } from "#core/knowledge/events";
import { failCheck, finishCheck, type Hashing, hashSlice } from "#core/knowledge/file-slices";
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
    await step.run("finish", async () => finishCheck(await as(owner), fileId, sha256));
    return { checked: true };
  },
  async onFailure({ event, step, as }) {
    await step.run("fail", async () => failCheck(await as(event.subject!), event.data.entityId!));
  },
});
