// A process like those that Lambda starts: it has the environment and the artifacts, and nothing of this project else. Whoever
// forks it sends calls; it answers what the handler did. Plain JavaScript, so that nothing is translated on the way.
import { Writable } from "node:stream";

const STREAMS = Symbol("streams");

// As the runtime of Node in a Lambda has it: what comes before the first byte of an answer is told beside the stream.
globalThis.awslambda = {
  streamifyResponse: (handler) => Object.assign(handler, { [STREAMS]: true }),
  HttpResponseStream: { from: (out, answer) => Object.assign(out, { answer }) },
};

process.on("message", async ({ id, file, name, event, context }) => {
  if (!file) return process.send({ id, result: process.moduleLoadList });
  try {
    const handler = (await import(file))[name];
    const given = { ...context, getRemainingTimeInMillis: () => 29_000 };
    process.send({
      id,
      result: handler[STREAMS] ? await streamed(handler, event, given) : await handler(event, given),
    });
  } catch (error) {
    process.send({ id, error: error.stack });
  }
});
process.on("disconnect", () => process.exit(0));

async function streamed(handler, event, context) {
  const parts = [];
  const out = new Writable({
    write(part, _, done) {
      parts.push(part.toString());
      done();
    },
  });
  await handler(event, out, context);
  return { ...out.answer, parts, ended: out.writableFinished };
}
