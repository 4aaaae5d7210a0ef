/** Sends the answers of streams, over a connection of Node or through the process of a Lambda. */
import type { Writable } from "node:stream";
import type { HttpEvent, LambdaContext } from "./lambda.ts";

export interface StreamedResult {
  statusCode: number;
  headers: Record<string, string>;
  /** Whole, or as it comes; `return()` says that nobody listens any more. */
  body?: string | AsyncIterable<string>;
}

export type StreamHandler = (
  event: HttpEvent,
  lambda: Pick<LambdaContext, "getRemainingTimeInMillis">,
) => Promise<StreamedResult>;

/**
 * Whoever takes nothing for so long is gone, or holds the stream for nothing: while nothing goes out, it notices neither that its time is
 * over nor that its caller may not hear it any more.
 */
const STALL_MS = 60_000;

/**
 * Writes a body as fast as whoever reads takes it, and no faster: the next part is asked for when the one before has gone. When they leave
 * or take nothing for `stallMs`, the body is told so. Resolves when everything is written or nobody reads any more.
 */
export async function pour(body: StreamedResult["body"], out: Writable, stallMs = STALL_MS): Promise<void> {
  const closed = new Promise<void>((resolve) => out.once("close", resolve));
  // What breaks a connection also closes it.
  out.on("error", () => {});
  if (body !== undefined && typeof body !== "string") {
    const parts = body[Symbol.asyncIterator]();
    const leave = () => void parts.return?.();
    out.once("close", leave);
    while (!out.destroyed) {
      const { done, value } = await parts.next();
      if (done || out.destroyed) break;
      if (!out.write(value)) await drained(out, stallMs);
      // A stream that always has something to say would keep everything else that this process does waiting.
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    out.off("close", leave);
  }
  const timer = setTimeout(() => out.destroy(), stallMs);
  await Promise.race([
    new Promise<void>((resolve) => out.end(typeof body === "string" ? body : undefined, resolve)),
    closed,
  ]);
  clearTimeout(timer);
}

/** Until there is room again, or nobody who would make some. Ends the connection of who makes none in time. */
function drained(out: Writable, stallMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => out.destroy(), stallMs);
    const settle = () => {
      clearTimeout(timer);
      out.off("drain", settle).off("close", settle);
      resolve();
    };
    out.on("drain", settle).on("close", settle);
  });
}

/** What the process of a Lambda has for handlers that stream (AWS documentation, "Writing response streaming-enabled Lambda functions"). */
interface LambdaStreaming {
  streamifyResponse(handler: (event: HttpEvent, out: Writable, context: LambdaContext) => Promise<void>): unknown;
  HttpResponseStream: {
    from(out: Writable, answer: { statusCode: number; headers: Record<string, string> }): Writable;
  };
}

/** The handler as Lambda takes it from the export of an artifact; nothing outside of a Lambda can call it. */
export function streamed(handle: StreamHandler): unknown {
  // Lambda's runtime defines it for all modules, and nobody has types for it.
  const { streamifyResponse, HttpResponseStream } = (globalThis as unknown as { awslambda: LambdaStreaming }).awslambda;
  return streamifyResponse(async (event, out, context) => {
    const { statusCode, headers, body } = await handle(event, context);
    await pour(body, HttpResponseStream.from(out, { statusCode, headers }));
  });
}
