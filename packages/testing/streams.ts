/** Calls streams as their function URLs do, in a process whose runtime a harness has configured. */
import { authorizer, type Identity } from "#cloud/authorizer";
import type { HttpEvent } from "#cloud/lambda";
import { type StreamTimes, streamHandler } from "#cloud/stream-endpoint";
import type { Stream } from "#kit/stream";
import type { Person } from "#testing/harness";
import { functionUrlEvent } from "#testing/lambda-events";

export interface StreamCall {
  /** Absent for an anonymous caller. */
  as?: Person;
  params?: Record<string, string>;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  method?: string;
  path?: string;
  /** The remaining time of the Lambda, in milliseconds. */
  remainingMs?: number;
  times?: Partial<StreamTimes>;
  /** What the authorizer says each time that it is asked; who `as` is unless given. */
  identity?: () => Identity;
}

export interface StreamAnswer {
  status: number;
  headers: Record<string, string>;
  /** The JSON of a refusal. */
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on what it holds.
  problem: any;
  /** What is sent, in its parts. */
  parts: AsyncIterator<string>;
  /** Everything that is still to come. */
  rest(): Promise<string>;
}

/** An authorizer that identifies `Bearer test` as somebody. */
export const authorizerOf = (identity: () => Identity) =>
  authorizer({ cacheSeconds: 60, identify: async () => identity() });

export const identityOf = ({ userId, role, tier, scopes, expiresAt }: Person): Identity => ({
  userId,
  role,
  tier,
  scopes: scopes?.join(" ") ?? "",
  ...(expiresAt !== undefined && { expiresAt }),
});

export async function callStream(stream: Stream, call: StreamCall = {}): Promise<StreamAnswer> {
  const { as, params, query, headers, method = "GET", remainingMs = 300_000, times } = call;
  const path =
    call.path ?? stream.path.replace(/{(\w+)}/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ""));
  const { authorization: _, ...given } = functionUrlEvent({ method, path, query }).headers;
  const event = functionUrlEvent({ method, path, query });
  event.headers = { ...given, ...(as && { authorization: "Bearer test" }), ...headers };
  const handler = streamHandler(stream, authorizerOf(call.identity ?? (() => identityOf(as!))), {
    heartbeatMs: 60_000,
    openingMs: 60_000,
    recheckMs: 60_000,
    ...times,
  });
  const result = await handler(event satisfies HttpEvent, { getRemainingTimeInMillis: () => remainingMs });
  const { body } = result;
  const parts = typeof body === "object" ? body[Symbol.asyncIterator]() : (async function* () {})();
  return {
    status: result.statusCode,
    headers: result.headers,
    problem: typeof body === "string" ? JSON.parse(body) : undefined,
    parts,
    async rest() {
      let text = "";
      for (let part = await parts.next(); !part.done; part = await parts.next()) text += part.value;
      return text;
    },
  };
}

/** The server-sent events in a text. */
export const eventsIn = (text: string): { event?: string; id?: string; data?: unknown }[] =>
  text
    .split("\n\n")
    .filter((block) => /^data:/m.test(block))
    .map((block) => {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1];
      const id = field("id");
      return { event: field("event"), ...(id !== undefined && { id }), data: JSON.parse(field("data")!) };
    });
