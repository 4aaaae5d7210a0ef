/** The streams and files of kit's tests, as if `functions/` declared them. */
import * as fixtures from "#kit/stream.fixture";
import type { Declarations } from "./discover.ts";
import { type Manifest, manifestOf } from "./manifest.ts";

const file = "packages/kit/src/stream.fixture.ts";
const place = (name: string, exportName: string) => ({ name, file, exportName });

export const declared: Pick<Declarations, "endpoints" | "streams"> = {
  endpoints: [{ ...place("kit.pictures.picture", "picture"), value: fixtures.picture }],
  streams: [
    { ...place("kit.counters.count", "count"), value: fixtures.count },
    { ...place("kit.silences.silence", "silence"), value: fixtures.silence },
    { ...place("kit.ticks.tick", "tick"), value: fixtures.tick },
  ],
};

/** A manifest with these streams added. */
export function withFixtures(manifest: Manifest): Manifest {
  const { name, file, export: exportName, cacheSeconds } = manifest.authorizer;
  // The manifest uses only the authorizer's place and this number.
  const value = Object.assign(() => Promise.reject(new Error("nobody calls it")), {
    kind: "authorizer",
    cacheSeconds,
  } as const);
  const authorizer = { name, file, exportName, value };
  const { streams } = manifestOf({ ...declared, authorizer, consumers: [], schedules: [], workflows: [], serves: [] });
  return { ...manifest, streams: [...manifest.streams, ...streams] };
}
