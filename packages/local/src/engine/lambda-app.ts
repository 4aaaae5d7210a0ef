/** A serve Lambda as an app of the engine, called as its function URL would call it. */
import type { HttpEvent, HttpResult } from "#cloud/lambda";
import type { AppRequest, AppResponse, ServeApp } from "./protocol.ts";

/** `handler` is a Lambda made with `serve`; `url` is the address that its function URL would have. */
export function lambdaApp(
  id: string,
  url: string,
  handler: (event: HttpEvent) => Promise<HttpResult>,
  signingKey?: string,
): ServeApp {
  return { id, url, signingKey, call: async (request) => answerOf(await handler(eventOf(request))) };
}

function eventOf({ method, url, headers, body }: AppRequest): HttpEvent {
  const { pathname, search, searchParams, host } = new URL(url);
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers: { ...headers, host, "x-forwarded-proto": "http" },
    queryStringParameters: Object.fromEntries(searchParams),
    body,
    isBase64Encoded: false,
    requestContext: { requestId: crypto.randomUUID(), http: { method, path: pathname, sourceIp: "127.0.0.1" } },
  };
}

/** Header names of a Lambda's result have the case in which its author wrote them, and are made lower case. */
function answerOf({ statusCode, headers, body }: HttpResult): AppResponse {
  const byName = new Map(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]));
  return { status: statusCode, header: (name) => byName.get(name) ?? null, text: body ?? "" };
}
