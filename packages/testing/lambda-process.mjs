// A process like those that Lambda starts: it has the environment and the artifacts, and nothing of this project else. Whoever
// forks it sends calls; it answers what the handler did. Plain JavaScript, so that nothing is translated on the way.
process.on("message", async ({ id, file, name, event, context }) => {
  if (!file) return process.send({ id, result: process.moduleLoadList });
  try {
    const handler = (await import(file))[name];
    const result = await handler(event, { ...context, getRemainingTimeInMillis: () => 29_000 });
    process.send({ id, result });
  } catch (error) {
    process.send({ id, error: error.stack });
  }
});
process.on("disconnect", () => process.exit(0));
