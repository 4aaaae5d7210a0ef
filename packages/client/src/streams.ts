/** Parses Server-Sent Events (WHATWG HTML, section 9.2), and reconnects when a stream breaks. */
import { ProblemError } from "./problems.ts";
import { waitFor } from "./retrying.ts";

export interface Answered {
  data?: unknown;
  error?: unknown;
  response: Response;
}

export interface StreamInit {
  params?: { header?: object };
  signal?: AbortSignal;
}

interface ServerEvent {
  event: string;
  data: unknown;
  id?: string;
}

/** The number of consecutive failed connections after which the error is thrown. */
const MAX_FAILURES = 5;
/** The default of browsers, until the stream sets another time. */
const RETRY_MS = 3_000;

/** `request` connects, with the given `init`. */
export async function* streamOf(
  request: (init: object) => Promise<Answered>,
  init: StreamInit = {},
  wait: typeof waitFor = waitFor,
): AsyncGenerator<ServerEvent, void, undefined> {
  const left = new AbortController();
  const signal = init.signal ? AbortSignal.any([init.signal, left.signal]) : left.signal;
  const at = { lastId: undefined as string | undefined, retryMs: RETRY_MS };
  try {
    for (let failures = 0; ; failures++) {
      try {
        const { response, body } = await connected(request, { ...init, signal }, at.lastId);
        failures = 0;
        for await (const one of eventsOf(body, at)) {
          if (one.event === "end") return;
          if (one.event === "problem") throw new ProblemError(response, one.data);
          yield one;
        }
      } catch (error) {
        const isFinal = error instanceof ProblemError && !isPassing(error);
        if (isFinal || signal.aborted || failures >= MAX_FAILURES) throw error;
      }
      await wait(at.retryMs, signal);
    }
  } finally {
    left.abort();
  }
}

async function connected(request: (init: object) => Promise<Answered>, init: StreamInit, lastId: string | undefined) {
  const header = {
    accept: "text/event-stream",
    ...init.params?.header,
    ...(lastId !== undefined && { "Last-Event-ID": lastId }),
  };
  const params = { ...init.params, header };
  const { data, error, response } = await request({ ...init, params, parseAs: "stream" });
  if (!response.ok) throw new ProblemError(response, error);
  return { response, body: data as ReadableStream<Uint8Array> };
}

/** Whether a refusal before a stream began is temporary; a problem in a stream that has begun ends it. */
const isPassing = ({ response: { status } }: ProblemError) => [429, 502, 503, 504].includes(status);

/** Yields events as they arrive; an incomplete event at the end of a connection is dropped. */
async function* eventsOf(
  body: ReadableStream<Uint8Array>,
  at: { lastId: string | undefined; retryMs: number },
): AsyncGenerator<ServerEvent> {
  let event = "message";
  let id: string | undefined;
  let data: string[] = [];
  for await (const line of linesOf(body)) {
    if (line === "") {
      at.lastId = id ?? at.lastId;
      if (data.length > 0) yield { event, data: JSON.parse(data.join("\n")), ...(id !== undefined && { id }) };
      event = "message";
      id = undefined;
      data = [];
      continue;
    }
    const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line)!;
    if (field === "event") event = value;
    else if (field === "data") data.push(value);
    else if (field === "id") id = value;
    else if (field === "retry" && /^\d+$/.test(value)) at.retryMs = Number(value);
  }
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + value).split("\n");
      rest = lines.pop()!;
      yield* lines;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
