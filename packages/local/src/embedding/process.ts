/**
 * The program that runs the model on one machine: it loads it, answers one message after the other, and ends with whoever started it. See
 * child.ts, which does.
 */
import { loadModel } from "#cloud/embedding/model";
import type { Answered, Asked } from "./child.ts";

const embed = loadModel();
const answer = (message: Answered) => process.send!(message);

process.on("message", async ({ id, texts }: Asked) => {
  try {
    answer({ id, vectors: await (await embed)(texts) });
  } catch (error) {
    answer({ id, error: (error as Error).message });
  }
});
process.on("disconnect", () => process.exit());
