/** A program in place of the one that runs the model: what it does is said by the first text that it is asked. */
import type { Asked } from "./child.ts";

const kept: unknown[] = [];
process.on("message", ({ id, texts }: Asked) => {
  const [first] = texts;
  if (first === "die") process.kill(process.pid, "SIGKILL");
  if (first === "be silent") return;
  if (first === "fill") kept.push(Buffer.alloc(300 * 1024 * 1024, 1));
  if (first === "fail") return process.send!({ id, error: "It is not to my taste." });
  process.send!({ id, vectors: texts.map((text) => Float32Array.from([text.length, process.pid, texts.length])) });
});
process.on("disconnect", () => process.exit());
