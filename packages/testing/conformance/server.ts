/** An Inngest server as the scenarios use it, and its runs. */
export interface InngestServer {
  /** Base URL of the event API and the REST API. */
  url: string;
  /** Registers the functions of an app that is served at this address; returns the status. */
  register(appUrl: string): Promise<number>;
  /** The ratio of real time to the functions' time. */
  scale: number;
  patienceMs: number;
  pollMs: number;
  /** How much earlier than requested it may act, in real milliseconds. */
  earlyMs: { sleepUntil: number; retryAfter: number };
  signingKey?: string;
  eventKey?: string;
}

export interface Run {
  run_id: string;
  /** "Running" until it has ended, whatever the server says of its steps. */
  status: "Running" | "Completed" | "Failed" | "Cancelled";
  output: unknown;
  event_id: string;
  ended_at: string | null;
}
