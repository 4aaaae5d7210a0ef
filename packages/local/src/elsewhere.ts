/** Workflows on an external Inngest server: registers the functions there as long as this process runs, and inspects the runs. */
import { hashedSigningKey } from "#core/admin/inngest";
import type { Config } from "#kit/runtime";
import type { Database } from "./database.ts";
import { keepRegistered, type RegistrationOptions } from "./register.ts";

export interface Elsewhere {
  /** Resolves when each event that starts a workflow has its run, and all runs have ended. */
  idle(): Promise<void>;
  registered: Promise<void>;
  stop(): Promise<void>;
}

export interface ElsewhereOptions extends Omit<RegistrationOptions, "server"> {
  config: Config;
  database: Database;
  workflows: readonly { id: string; startedBy: readonly string[]; gathers: boolean }[];
}

const LOOK_EVERY_MS = 200;

export function workflowsElsewhere({ config, database, workflows, ...rest }: ElsewhereOptions): Elsewhere {
  const server = new URL(config.INNGEST_BASE_URL!);
  const registration = keepRegistered({ ...rest, server: server.origin });
  const over = new Set<string>();
  let asked = 0;

  async function hasEnded(runId: string): Promise<boolean> {
    if (over.has(runId)) return true;
    // The server caches responses by URL for some seconds.
    const address = new URL(`v1/runs/${runId}?fresh=${Date.now()}-${asked++}`, server);
    const authorization = `Bearer ${hashedSigningKey(config.INNGEST_SIGNING_KEY!)}`;
    const response = await fetch(address, { headers: { authorization } });
    const { data } = (await response.json()) as { data?: { ended_at?: string | null } | null };
    if (data?.ended_at) over.add(runId);
    return over.has(runId);
  }

  return {
    registered: registration.done,
    stop: registration.stop,
    async idle() {
      while (!(await isIdle())) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    },
  };

  async function isIdle(): Promise<boolean> {
    // One run of a debounced workflow covers several events, and the server does not say which, so these are not waited for.
    const single = workflows.filter(({ gathers }) => !gathers);
    const started = single.flatMap(({ id, startedBy }) => startedBy.map((type) => ({ id, type })));
    const rows = await database.query<{ run: string | null }>(
      `select i.rows ->> 'run' as run
         from unnest($1::text[], $2::text[]) as w (id, type) join events e on e.event_type = w.type
         left join consumer_inbox i on i.consumer = 'workflow:' || w.id and i.event_id = e.id::text`,
      [started.map(({ id }) => id), started.map(({ type }) => type)],
    );
    if (rows.some(({ run }) => run === null)) return false;
    return (await Promise.all(rows.map(({ run }) => hasEnded(run!)))).every(Boolean);
  }
}
