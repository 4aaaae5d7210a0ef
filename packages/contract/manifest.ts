/** The manifest: what `functions/` declares as plain data, for the stacks and the bundler. */
import type { Source } from "#kit/consumer";
import type { Declarations, Found } from "./discover.ts";

export interface Manifest {
  authorizer: Place & { cacheSeconds: number };
  endpoints: (Place & {
    method: string;
    path: string;
    pillar: string;
    access: string;
    scope: string | null;
    maxBodyBytes: number;
  })[];
  /** One without a pattern reads the dead-letter queues of all others. */
  consumers: (Place & {
    id: string;
    pattern: Record<string, unknown> | null;
    batchSize: number;
    timeoutSeconds: number;
  })[];
  schedules: (Place & { id: string; expression: string; timezone: string; timeoutSeconds: number })[];
  serves: (Place & { context: string; workflows: { id: string; on: string; summary: string }[] })[];
}

interface Place {
  name: string;
  file: string;
  export: string;
}

export function manifestOf(declarations: Declarations): Manifest {
  const place = ({ name, file, exportName }: Found<unknown>): Place => ({ name, file, export: exportName });
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
      };
    }),
    consumers: declarations.consumers.map((found) => {
      const { id, on, batchSize, timeoutSeconds } = found.value;
      return { ...place(found), id, pattern: patternOf(on), batchSize, timeoutSeconds };
    }),
    schedules: declarations.schedules.map((found) => {
      const { id, expression, timezone, timeoutSeconds } = found.value;
      return { ...place(found), id, expression, timezone, timeoutSeconds };
    }),
    serves: declarations.serves.map((found) => ({
      ...place(found),
      context: found.value.context,
      workflows: found.value.workflows.map(({ id, on, summary }) => ({ id, on: on.type, summary })),
    })),
  };
}

/** The EventBridge pattern of what a consumer takes; null when it takes nothing from the bus but dead letters. */
export function patternOf(on: Source): { source?: (string | { prefix: string })[]; "detail-type"?: string[] } | null {
  if (on === "dead letters") return null;
  if (on === "everything") return { source: [{ prefix: "lifeos/" }] };
  if ("source" in on) return { source: [on.source], "detail-type": [on.detailType] };
  return { "detail-type": on.map((event) => event.type) };
}
