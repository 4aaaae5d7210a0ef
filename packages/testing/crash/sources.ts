/** Databases for crash tests inside a test run, from what the run shares. */
import { ask } from "#testing/broker";
import { serverDb } from "#testing/database";
import type { Sources } from "./places.ts";

export const testSources: Sources = {
  pack: async () => (await ask("pglite")).file,
  async database() {
    // Not migrated by the test: the process does that itself, as `npm start` does.
    const { ownerUrl, close } = await serverDb({ max: 1 });
    return { url: ownerUrl, close };
  },
};
