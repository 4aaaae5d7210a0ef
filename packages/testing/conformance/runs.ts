/**
 * Reads runs through Inngest's public REST API, as reliably as it allows. The list of an event's runs derives a run's status from
 * its last step, so a run has ended only when it has an `ended_at`; the server caches responses by URL for some seconds, so each
 * request has a URL of its own; and only version 2 has the output of a run with checkpoints.
 */
import type { InngestServer, Run } from "./server.ts";

export class RunReader {
  private asked = 0;
  private readonly server: InngestServer;
  /** Ended runs, which do not change any more. */
  private readonly over = new Map<string, Run>();

  constructor(server: InngestServer) {
    this.server = server;
  }

  async ofEvent(eventId: string): Promise<Run[]> {
    const { data } = (await this.get(`v1/events/${encodeURIComponent(eventId)}/runs`)) as {
      data?: { run_id: string }[] | null;
    };
    return Promise.all((data ?? []).map(({ run_id: id }) => this.run(id)));
  }

  async cancel(runId: string): Promise<void> {
    const { ok, status } = await this.ask("DELETE", `v1/runs/${runId}`);
    if (!ok) throw new Error(`Cancelling ${runId} was answered with ${status}.`);
  }

  private async run(id: string): Promise<Run> {
    const known = this.over.get(id);
    if (known) return known;
    const { data } = (await this.get(`v1/runs/${id}`)) as { data?: Run | null };
    if (!data?.ended_at) return { run_id: id, status: "Running", output: null, event_id: "", ended_at: null };
    const ended = { ...data, output: data.output === "" ? await this.output(id) : data.output };
    this.over.set(id, ended);
    return ended;
  }

  /** Version 2 wraps an output that is no object. */
  private async output(id: string): Promise<unknown> {
    const { data } = (await this.get(`api/v2/runs/${id}`, { includeOutput: "true" })) as {
      data?: { output?: Record<string, unknown> | null };
    };
    const output = data?.output ?? null;
    return output !== null && Object.keys(output).join() === "data" ? output.data : output;
  }

  private async get(path: string, query: Record<string, string> = {}): Promise<object> {
    const response = await this.ask("GET", path, query);
    return response.ok ? ((await response.json()) as object) : {};
  }

  private ask(method: string, path: string, query: Record<string, string> = {}): Promise<Response> {
    const { url, signingKey } = this.server;
    const address = new URL(path, url);
    for (const [name, value] of Object.entries({ ...query, fresh: `${Date.now()}-${this.asked++}` }))
      address.searchParams.set(name, value);
    const headers: Record<string, string> = signingKey ? { authorization: `Bearer ${signingKey}` } : {};
    return fetch(address, { method, headers });
  }
}
