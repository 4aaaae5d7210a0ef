/** An Inngest server as the scenarios meet it, and the runs that it tells of. */
export interface InngestServer {
  /** Base URL of the event API and the REST API. */
  url: string;
  /** Takes the functions of an app that is served at this address; answers the status. */
  register(appUrl: string): Promise<number>;
  /** Ratio of real time to the time that functions ask for. */
  scale: number;
  patienceMs: number;
  pollMs: number;
  /** How much earlier than asked it may act, in real milliseconds. */
  earlyMs: { sleepUntil: number; retryAfter: number };
  signingKey?: string;
  eventKey?: string;
}

export interface Run {
  run_id: string;
  /** Running until it has ended, whatever the server says of its steps. */
  status: "Running" | "Completed" | "Failed" | "Cancelled";
  output: unknown;
  event_id: string;
  ended_at: string | null;
}
