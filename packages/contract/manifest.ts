/** The manifest: the declarations of `functions/` as plain data, for the stacks and the bundler. */

import type { Serve } from "#cloud/serve";
import type { Use } from "#cloud/uses";
import type { Source } from "#kit/consumer";
import type { Endpoint } from "#kit/endpoint";
import type { Trigger } from "#kit/workflow";
import { type Declarations, edgePatternOf, type Found } from "./discover.ts";
import { type EntityPlace, entitiesOf } from "./entities.ts";
import { declaredOperations } from "./streams.ts";

export interface Manifest {
  authorizer: Place & { cacheSeconds: number };
  endpoints: (Needs & {
    method: string;
    path: string;
    pillar: string;
    access: string;
    scope: string | null;
    maxBodyBytes: number;
    /**
     * Paths that also match this one, because a word is in the place of its last parameter, each with its allowed methods (an
     * Allow field). Absent means none.
     */
    siblings?: Readonly<Record<string, string>>;
  })[];
  /** Each stream has a Lambda with a function URL, to which the edge routes paths that match its pattern. */
  streams: (Needs & { path: string; pillar: string; access: string; scope: string | null; edgePattern: string })[];
  /** A consumer without a pattern reads the dead-letter queues of all others. */
  consumers: (Needs & {
    id: string;
    pattern: Record<string, unknown> | null;
    batchSize: number;
    /** Absent means none. */
    batchWindowSeconds?: number;
    timeoutSeconds: number;
  })[];
  schedules: (Needs & { id: string; expression: string; timezone: string; timeoutSeconds: number })[];
  /** The rows that events tell of, by their `entityType`. */
  entities: Readonly<Record<string, EntityPlace>>;
  serves: (Needs & { context: string; workflows: { id: string; on: string[]; summary: string }[] })[];
}

export interface Place {
  name: string;
  file: string;
  export: string;
}

/** The services that it uses besides the database and the bus; absent means none. */
export interface Needs extends Place {
  uses?: readonly Use[];
}

export function manifestOf(declarations: Declarations): Manifest {
  const place = ({ name, file, exportName }: Found<unknown>): Place => ({ name, file, export: exportName });
  const needs = (uses: readonly Use[] = []) => (uses.length > 0 ? { uses } : {});
  return {
    authorizer: { ...place(declarations.authorizer), cacheSeconds: declarations.authorizer.value.cacheSeconds },
    endpoints: declarations.endpoints.map((found) => {
      const { method, path, pillar, access, scope, spec } = found.value;
      return {
        ...place(found),
        method,
        path,
        pillar,
        access,
        scope: access === "public" ? null : scope,
        maxBodyBytes: spec.maxBodyBytes ?? 1024 * 1024,
        ...siblingsOf(path, declarations.endpoints),
        ...needs(spec.uses),
      };
    }),
    streams: declarations.streams.map((found) => {
      const { path, pillar, access, scope, spec } = found.value;
      const edgePattern = edgePatternOf(path);
      return {
        ...place(found),
        path,
        pillar,
        access,
        scope: access === "public" ? null : scope,
        edgePattern,
        ...needs(spec.uses),
      };
    }),
    consumers: declarations.consumers.map((found) => {
      const { id, on, batchSize, batchWindowSeconds, timeoutSeconds, uses } = found.value;
      const pattern = patternOf(on, declarations.serves);
      const window = batchWindowSeconds > 0 ? { batchWindowSeconds } : {};
      return { ...place(found), id, pattern, batchSize, ...window, timeoutSeconds, ...needs(uses) };
    }),
    entities: entitiesOf(declaredOperations(declarations)),
    schedules: declarations.schedules.map((found) => {
      const { id, expression, timezone, timeoutSeconds, uses } = found.value;
      return { ...place(found), id, expression, timezone, timeoutSeconds, ...needs(uses) };
    }),
    serves: declarations.serves.map((found) => ({
      ...place(found),
      context: found.value.context,
      workflows: found.value.workflows.map(({ id, on, summary }) => ({ id, on: on.map(triggerName), summary })),
      ...needs(found.value.uses),
    })),
  };
}

/** The type of an event, or the cron expression. */
const triggerName = (trigger: Trigger) => ("cron" in trigger ? `cron(${trigger.cron})` : trigger.type);

/**
 * The words that other paths have in place of a last parameter: API Gateway would route `DELETE /metrics/series` to `DELETE
 * /metrics/{metricId}`.
 */
function siblingsOf(path: string, endpoints: readonly Found<Endpoint>[]) {
  const parent = /^(.*\/){\w+}$/.exec(path)?.[1];
  if (parent === undefined) return {};
  const fixed = endpoints.filter(
    ({ value }) => value.path.startsWith(parent) && /^[\w-]+$/.test(value.path.slice(parent.length)),
  );
  const byWord = Map.groupBy(fixed, ({ value }) => value.path.slice(parent.length));
  if (byWord.size === 0) return {};
  const siblings = [...byWord].map(([word, ones]) => [word, ones.map(({ value }) => value.method).join(", ")]);
  return { siblings: Object.fromEntries(siblings) as Record<string, string> };
}

type Pattern = {
  source?: (string | { prefix: string })[];
  "detail-type"?: string[];
  detail?: { object: { key: { prefix: string }[] } };
};

/** The EventBridge pattern of a consumer; null for the consumers of dead letters. */
export function patternOf(on: Source, serves: readonly Found<Serve>[]): Pattern | null {
  if (on === "dead letters") return null;
  if (on === "workflows") {
    const types = serves.flatMap(({ value }) => value.workflows.flatMap((workflow) => workflow.events));
    return { "detail-type": [...new Set(types)].sort() };
  }
  if (on === "everything") return { source: [{ prefix: "lifeos/" }] };
  if ("source" in on) {
    const { source, detailType, keyPrefix } = on;
    const detail = keyPrefix === undefined ? {} : { detail: { object: { key: [{ prefix: keyPrefix }] } } };
    return { source: [source], "detail-type": [detailType], ...detail };
  }
  return { "detail-type": on.map((event) => event.type) };
}
