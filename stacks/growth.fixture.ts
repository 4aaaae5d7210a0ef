/** A manifest as large as the product is planned to become, made from today's. */
import type { Manifest } from "../packages/contract/manifest.ts";

type Endpoint = Manifest["endpoints"][number];
type Consumer = Manifest["consumers"][number];

export const GROWN = { operations: 450, consumers: 80, schedules: 40, contexts: 8 };

/** The numbers of endpoints and consumers of each pillar: the largest nearly fills a stack, and the others share the rest. */
const SIZES: Record<string, { operations: number; consumers: number }> = {
  work: { operations: 100, consumers: 18 },
  household: { operations: 50, consumers: 10 },
  health: { operations: 50, consumers: 9 },
  finance: { operations: 35, consumers: 8 },
  knowledge: { operations: 30, consumers: 6 },
  calendar: { operations: 30, consumers: 6 },
  people: { operations: 28, consumers: 5 },
  identity: { operations: 25, consumers: 4 },
  platform: { operations: 17, consumers: 4 },
  rhythm: { operations: 15, consumers: 4 },
  ingest: { operations: 12, consumers: 3 },
  billing: { operations: 10, consumers: 2 },
  admin: { operations: 40, consumers: 0 },
  cortex: { operations: 8, consumers: 1 },
};

/** Longer than any existing name, so that names and policies reach their expected maximum. */
const LONG = "reconcileWithWhatThePersonSaidBefore";

export function grown(manifest: Manifest): Manifest {
  const queued = manifest.consumers.filter(({ pattern }) => pattern !== null);
  const endpoints = Object.entries(SIZES).flatMap(([pillar, { operations }]) =>
    filled(
      manifest.endpoints.filter((one) => one.pillar === pillar),
      operations,
      (i) => endpoint(manifest.endpoints[0]!, pillar, i),
    ),
  );
  const consumers = Object.entries(SIZES).flatMap(([pillar, { consumers: count }]) =>
    filled(
      queued.filter(({ id }) => id.startsWith(`${pillar}.`)),
      count,
      (i) => consumer(queued[0]!, pillar, i),
    ),
  );
  const serves = filled(manifest.serves, GROWN.contexts, (i) => ({
    ...manifest.serves[0]!,
    name: `serve.context${i}.context${i}`,
    context: `context${i}`,
  }));
  const schedules = filled(manifest.schedules, GROWN.schedules, (i) => {
    const pillar = Object.keys(SIZES)[i % Object.keys(SIZES).length]!;
    const [one] = manifest.schedules as [Manifest["schedules"][number]];
    return {
      ...one,
      name: `${pillar}.schedules.nightly${i}${LONG}`,
      file: `functions/${pillar}/schedules.ts`,
      export: `nightly${i}${LONG}`,
      id: `${pillar}.nightly${i}`,
    };
  });
  const readers = manifest.consumers.filter(({ pattern }) => pattern === null);
  return { ...manifest, endpoints, consumers: [...consumers, ...readers], schedules, serves };
}

/** The existing elements, and as many further ones as `count` requires. */
function filled<T>(some: readonly T[], count: number, make: (index: number) => T): T[] {
  return [...some.slice(0, count), ...Array.from({ length: Math.max(0, count - some.length) }, (_, i) => make(i))];
}

function endpoint(like: Endpoint, pillar: string, i: number): Endpoint {
  // Five operations share a file, like those of a resource.
  const resource = `things-of-some-kind-${Math.floor(i / 5)}`;
  return {
    ...like,
    name: `${pillar}.${resource}.operation${i}`,
    file: `functions/${pillar}/${resource}.ts`,
    export: `operation${i}`,
    path: `/v1/${pillar}/${resource}/{id}/operation-${i}`,
    pillar,
    siblings: { series: "GET", import: "POST", "export-everything": "GET, POST" },
  };
}

function consumer(like: Consumer, pillar: string, i: number): Consumer {
  return {
    ...like,
    name: `${pillar}.consumers.${LONG}${i}`,
    file: `functions/${pillar}/consumers.ts`,
    export: `${LONG}${i}`,
    id: `${pillar}.tell${i}`,
    // Every third one listens to more types than one rule has room for.
    pattern: {
      "detail-type": Array.from(
        { length: i % 3 === 0 ? 80 : 5 },
        (_, n) => `${pillar}.thing_of_some_kind_${n}.created`,
      ),
    },
  };
}
