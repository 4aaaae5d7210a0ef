/**
 * One listener for several services of AWS and for Inngest. A request's service is known by Inngest's paths, by the service in
 * its signature, or by the header of AWS's JSON protocols. Services that are not available here are refused in their own
 * protocol.
 */
import { randomUUID } from "node:crypto";
import type http from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Bus } from "./bus/bus.ts";
import type { Engine } from "./engine/engine.ts";
import { isForeignPage, notFromHere } from "./local-trust.ts";
import { errorDocument, S3Error } from "./objects/errors.ts";
import type { ObjectStore } from "./objects/store.ts";

export interface AwsListenerOptions {
  bus: Bus;
  engine: Engine;
  /** Undefined when an external object store is used. */
  objects: ObjectStore | undefined;
  /** Bucket names, which are accepted as host names (`<bucket>.localhost`). */
  buckets: readonly string[];
}

export function awsListener({ bus, engine, objects, buckets }: AwsListenerOptions): http.RequestListener {
  const inngest = getRequestListener((request) => engine.fetch(request), { overrideGlobalObjects: false });
  const virtualHosts = ["s3", ...buckets.flatMap((bucket) => [bucket, `${bucket}.s3`])].map(
    (name) => `${name}.localhost`,
  );
  return (request, response) => {
    const service = serviceOf(request);
    // Inngest's event API takes unsigned requests here, so web pages must not reach it. S3 requests are signed and may come from
    // any page.
    const isInngest = service === undefined && /^\/(e|v0|v1|fn|api\/v2)\//.test(request.url ?? "");
    const hosts = isInngest ? [] : virtualHosts;
    if (notFromHere(request, hosts) || (isInngest && isForeignPage(request))) response.writeHead(403).end();
    else if (isInngest) void inngest(request, response);
    else if (service === "s3" || service === undefined) {
      if (objects) void objects.handle(request, response);
      else answerNoStore(request, response);
    } else if (service === "events" || service === "sqs") void bus.handle(request, response);
    else answerAbsent(service, request, response);
  };
}

/** The name of the service that a request is signed for, or that its target names. */
function serviceOf({ headers, url = "" }: http.IncomingMessage): string | undefined {
  const inHeader = /Credential=[^/,\s]+\/\d{8}\/[^/,\s]+\/([\w-]+)\/aws4_request/.exec(headers.authorization ?? "");
  if (inHeader) return inHeader[1];
  const inQuery = /[?&]X-Amz-Credential=[^&]*?(?:%2F|\/)([\w-]+)(?:%2F|\/)aws4_request/i.exec(url);
  if (inQuery) return inQuery[1];
  const target = headers["x-amz-target"];
  if (target === undefined) return undefined;
  return byTarget.get(String(target).split(".")[0]!) ?? "unknown";
}

const byTarget = new Map([
  ["AWSEvents", "events"],
  ["AmazonSQS", "sqs"],
]);

function answerNoStore(request: http.IncomingMessage, response: http.ServerResponse): void {
  const error = new S3Error("NotImplemented", "There are no objects here: they are in the store of S3_ENDPOINT.");
  request.resume();
  response.writeHead(error.status, { "content-type": "application/xml" });
  response.end(request.method === "HEAD" ? undefined : errorDocument(error, request.url ?? "/", randomUUID()));
}

/**
 * Clients understand errors only in their own protocol (Smithy's AWS protocols), so the error is answered in the protocol of the
 * request.
 */
function answerAbsent(service: string, request: http.IncomingMessage, response: http.ServerResponse): void {
  const message = `${service === "unknown" ? "This service is" : `The service ${service} is`} not here: there are s3, sqs and events (EventBridge) alone.`;
  const requestId = randomUUID();
  const contentType = request.headers["content-type"] ?? "";
  const answer = (status: number, type: string, body: string | Buffer, headers: Record<string, string> = {}) => {
    request.resume();
    response.writeHead(status, { "content-type": type, "x-amzn-requestid": requestId, ...headers }).end(body);
  };
  const code = "UnknownOperationException";
  const errorType = { "x-amzn-errortype": code };
  if (request.headers["smithy-protocol"] === "rpc-v2-cbor")
    answer(404, "application/cbor", cborMap({ __type: code, message }), { "smithy-protocol": "rpc-v2-cbor" });
  else if (request.headers["x-amz-target"] !== undefined)
    answer(400, contentType || "application/x-amz-json-1.1", JSON.stringify({ __type: code, message }), errorType);
  else if (contentType.startsWith("application/x-www-form-urlencoded"))
    answer(400, "text/xml", service === "ec2" ? ec2Error(message, requestId) : queryError(message, requestId));
  else if (restXml.has(service)) answer(404, "application/xml", queryError(message, requestId));
  else answer(404, "application/json", JSON.stringify({ message, Message: message }), errorType);
}

const restXml = new Set(["cloudfront", "route53", "s3-outposts", "s3express"]);

const queryError = (message: string, requestId: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>InvalidAction</Code><Message>${message}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;

const ec2Error = (message: string, requestId: string) =>
  `<Response><Errors><Error><Code>InvalidAction</Code><Message>${message}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`;

/** Encodes a map of texts in CBOR (RFC 8949), which errors are. */
function cborMap(entries: Record<string, string>): Buffer {
  const text = (value: string) => {
    const bytes = Buffer.from(value);
    return Buffer.concat([Buffer.from([0x79, bytes.length >> 8, bytes.length & 255]), bytes]);
  };
  const pairs = Object.entries(entries);
  return Buffer.concat([Buffer.from([0xa0 | pairs.length]), ...pairs.flat().map(text)]);
}
