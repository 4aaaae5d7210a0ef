import { randomUUID } from "node:crypto";
import { startFauxqs } from "fauxqs";
import { afterAll, beforeAll, describe, it } from "vitest";
import { scenarios } from "#testing/objects/scenarios";
import { furtherScenarios, ownScenarios } from "#testing/objects/scenarios-further";
import { sdkClient, serveStore, temporaryDirectory } from "#testing/objects/server";
import { ownStoreOf } from "../own-store.ts";

const bucket = "files";
const prefixOf = (index: number) => `scenario ${index}/`;

describe("the embedded store", () => {
  const stack = new AsyncDisposableStack();
  let s3: ReturnType<typeof sdkClient>;
  beforeAll(async () => {
    const directory = stack.use(await temporaryDirectory());
    s3 = stack.use(await serveStore({ directory: directory.path })).client();
  });
  afterAll(() => stack.disposeAsync());

  const all = [...scenarios, ...furtherScenarios, ...ownScenarios];
  it.each(all.map((scenario, index) => ({ ...scenario, index })))("$name", async ({ run, index }) => {
    await run(s3, bucket, prefixOf(index));
  });
});

describe("the same scenarios on an S3 emulator of another maker", () => {
  const stack = new AsyncDisposableStack();
  let s3: ReturnType<typeof sdkClient>;
  beforeAll(async () => {
    const emulator = await startFauxqs({ port: 0, logger: false, host: "127.0.0.1" });
    stack.defer(() => emulator.stop());
    emulator.createBucket(bucket);
    s3 = sdkClient(`http://127.0.0.1:${emulator.port}`);
    stack.defer(() => s3.destroy());
  });
  afterAll(() => stack.disposeAsync());

  it.each(scenarios.map((scenario, index) => ({ ...scenario, index })))("$name", async ({ run, index }) => {
    await run(s3, bucket, prefixOf(index));
  });
});

// A real store, if the settings of `npm start` name one: use an empty one, because it keeps what the scenarios store.
const real = ownStoreOf(process.env);
if (real) {
  describe("the same scenarios on the store at S3_ENDPOINT", () => {
    const { endpoint, region, ...credentials } = real;
    const s3 = sdkClient(endpoint, { region, credentials });
    afterAll(() => s3.destroy());
    const folder = `scenarios ${randomUUID()}/`;
    const all = [...scenarios, ...furtherScenarios];
    it.each(all.map((scenario, index) => ({ ...scenario, index })))("$name", async ({ run, index }) => {
      await run(s3, process.env.FILES_BUCKET || "lifeos-files", `${folder}${prefixOf(index)}`);
    });
  });
}
