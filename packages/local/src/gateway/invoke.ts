/** Hands HTTP requests to Lambda handlers as API Gateway and function URLs would: payload format 2.0, with their limits. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type HttpEvent, type HttpResult, isTooLargePayload } from "#cloud/lambda";
import { RETRY_AFTER_SECONDS } from "#cloud/problem-details";
import { forwarded, type TrustedProxies } from "../proxies.ts";

/** API Gateway's quotas for HTTP APIs and Lambda's for payloads (AWS documentation, "Quotas"). */
export const limits = {
  requestBytes: 10 * 1024 * 1024,
  payloadBytes: 6 * 1024 * 1024,
  timeoutMs: 30_000,
  headerBytes: 10_240,
  /** The timeout of the Lambdas of streams (stacks/streams.ts). */
  streamMs: 300_000,
};

/** An error that the gateway itself answers with. */
export class GatewayError extends Error {
  readonly status: number;
  readonly title: string;
  constructor(status: number, title: string, detail = title) {
    super(detail);
    this.status = status;
    this.title = title;
  }
}

const tooLarge = (maxBytes: number) =>
  new GatewayError(
    413,
    "Request Entity Too Large",
    `The most that the gateway takes is ${maxBytes / 1024 / 1024} MiB.`,
  );

/**
 * Refuses what API Gateway refuses: a request line and values of headers of more than 10,240 bytes together.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
export function assertHeadersFit({ method = "", url = "", rawHeaders }: IncomingMessage): void {
  const values = rawHeaders.filter((_, index) => index % 2 === 1);
  // Node reads them as Latin-1, a character for each byte.
  const bytes = [method, url, "HTTP/1.1", ...values].reduce((sum, text) => sum + text.length, 0);
  if (bytes <= limits.headerBytes) return;
  const detail = `The most that the gateway takes of a request line and headers is ${limits.headerBytes} bytes.`;
  throw new GatewayError(431, "Request Header Fields Too Large", detail);
}

/** The whole body, or 413 as soon as it is longer than the gateway takes. */
export function readBody(request: IncomingMessage, maxBytes = limits.requestBytes): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) {
        request.removeAllListeners("data");
        request.resume();
        return reject(tooLarge(maxBytes));
      }
      chunks.push(chunk);
    });
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", reject);
  });
}

export interface Invocation {
  routeKey: string;
  pathParameters?: Record<string, string>;
  authorizer?: Record<string, unknown>;
  isTrustedProxy?: TrustedProxies;
}

/** The event of payload format 2.0: repeated headers and parameters joined by commas, cookies apart, binary bodies in base64. */
export function toEvent(request: IncomingMessage, body: Buffer, invocation: Invocation): HttpEvent {
  const [rawPath = "/", rawQueryString = ""] = originForm(request.url ?? "/").split(/\?(.*)/s, 2);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers))
    headers[name] = Array.isArray(value) ? value.join(",") : (value ?? "");
  // The gateway sets these headers, as on AWS; the client's values are ignored.
  const { ip, proto, host } = forwarded(request, invocation.isTrustedProxy ?? (() => false));
  Object.assign(headers, { host, "x-forwarded-for": ip, "x-forwarded-proto": proto });
  delete headers["x-forwarded-host"];
  const cookies = (headers.cookie ?? "").split(";").flatMap((pair) => pair.trim() || []);
  delete headers.cookie;
  const text = isText(headers["content-type"]);
  const event: HttpEvent = {
    version: "2.0",
    routeKey: invocation.routeKey,
    rawPath,
    rawQueryString,
    headers,
    isBase64Encoded: body.length > 0 && !text,
    requestContext: {
      requestId: randomUUID(),
      http: {
        method: request.method ?? "GET",
        path: rawPath,
        sourceIp: ip,
        userAgent: headers["user-agent"] ?? "",
      },
    },
  };
  if (cookies.length > 0) event.cookies = cookies;
  if (rawQueryString) event.queryStringParameters = queryOf(rawQueryString);
  if (invocation.pathParameters && Object.keys(invocation.pathParameters).length > 0)
    event.pathParameters = invocation.pathParameters;
  if (body.length > 0) event.body = text ? body.toString("utf8") : body.toString("base64");
  if (invocation.authorizer) event.requestContext.authorizer = { lambda: invocation.authorizer };
  if (body.length * (text ? 1 : 4 / 3) > limits.payloadBytes)
    throw tooLarge(text ? limits.payloadBytes : (limits.payloadBytes * 3) / 4);
  return event;
}

/** Calls a handler with the gateway's timeout; an error becomes a 500 whose cause is only logged. */
export async function invoke(
  handler: () => Promise<HttpResult>,
  onError: (error: unknown) => void,
): Promise<HttpResult> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<HttpResult>((resolve) => {
    timer = setTimeout(() => resolve(gatewayAnswer(503, "Service Unavailable")), limits.timeoutMs);
  });
  try {
    const result = await Promise.race([handler(), timeout]);
    if (isTooLargePayload(result)) {
      onError(new Error("the answer is larger than Lambda's 6 MB"));
      return gatewayAnswer(500, "Internal Server Error");
    }
    return result;
  } catch (error) {
    onError(error);
    return gatewayAnswer(500, "Internal Server Error");
  } finally {
    clearTimeout(timer);
  }
}

/**
 * An error of the gateway itself, as a problem like every other. (On AWS a body over the limit never reaches LifeOS, and API
 * Gateway answers it with its own `{"message"}`.)
 */
export function gatewayAnswer(status: number, title: string, detail = title, instance = "/"): HttpResult {
  const code = CODES[status] ?? title.toLowerCase().replaceAll(" ", "_");
  const requestId = randomUUID();
  const body = { type: `urn:lifeos:problem:${code}`, title, status, detail, instance, code, requestId };
  const headers: Record<string, string> = { "content-type": "application/problem+json", "x-request-id": requestId };
  if (status === 503) headers["retry-after"] = String(RETRY_AFTER_SECONDS);
  return { statusCode: status, headers, body: JSON.stringify(body) };
}

/** The codes that operations document, so that a problem has the same code wherever the request is refused. */
const CODES: Record<number, string> = {
  404: "no_such_route",
  413: "too_large",
  431: "headers_too_large",
  500: "internal",
  503: "unavailable",
};

export function send(response: ServerResponse, result: HttpResult): void {
  const body =
    result.body === undefined ? undefined : Buffer.from(result.body, result.isBase64Encoded ? "base64" : "utf8");
  if (result.cookies?.length) response.setHeader("set-cookie", result.cookies);
  const headers: Record<string, string | number> = { ...result.headers };
  if (result.statusCode !== 204 && result.statusCode !== 304) headers["content-length"] = body?.length ?? 0;
  response.writeHead(result.statusCode, headers);
  response.end(body);
}

/** Whether API Gateway passes a body on as text: forms and bodies without a content type are passed on in base64. */
function isText(contentType = ""): boolean {
  return /^(text\/|application\/([\w.+-]+\+)?(json|xml|javascript)\b)/i.test(contentType);
}

function queryOf(raw: string): Record<string, string> {
  // A Map, because a parameter may have the name of an Object.prototype member.
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(raw))
    query.set(name, query.has(name) ? `${query.get(name)},${value}` : value);
  return Object.fromEntries(query);
}

/** A request line may name the host as well (RFC 9112, section 3.2.2). */
const originForm = (target: string) => target.replace(/^https?:\/\/[^/?#]*\/?/i, "/");
