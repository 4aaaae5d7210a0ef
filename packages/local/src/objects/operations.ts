/** Which operation a request asks for: by method, by what the path reaches, and by the parameter that selects it. */
import { S3Error } from "./errors.ts";
import { type Exchange, requestedBucket } from "./exchange.ts";
import { listObjects } from "./listing.ts";
import { abortMultipartUpload, completeMultipartUpload, createMultipartUpload, uploadPart } from "./multipart.ts";
import { copyObject, deleteObject, deleteObjects, getObject, putObject } from "./objects.ts";
import type { S3Request } from "./request.ts";
import { element, resultDocument } from "./xml.ts";

type Operation = (exchange: Exchange) => Promise<void> | void;

interface Route {
  method: string;
  target: "service" | "bucket" | "object";
  /** The parameter that must be there, as in `?uploads`. */
  selectedBy?: string;
  /** Further parameters that the operation understands. */
  parameters?: string[];
  operation: Operation;
}

const listing = [
  "prefix",
  "delimiter",
  "max-keys",
  "start-after",
  "continuation-token",
  "encoding-type",
  "fetch-owner",
];
const overrides = ["cache-control", "content-disposition", "content-encoding", "content-language", "content-type"];
const reading = [...overrides, "expires"].map((name) => `response-${name}`);

/** The first that fits counts. */
const routes: Route[] = [
  { method: "GET", target: "service", operation: listBuckets },
  { method: "HEAD", target: "bucket", operation: headBucket },
  { method: "PUT", target: "bucket", operation: createBucket },
  { method: "GET", target: "bucket", selectedBy: "list-type", parameters: listing, operation: listBucket },
  { method: "POST", target: "bucket", selectedBy: "delete", operation: deleteObjects },
  { method: "GET", target: "object", parameters: reading, operation: getObject },
  { method: "HEAD", target: "object", parameters: reading, operation: getObject },
  { method: "PUT", target: "object", selectedBy: "uploadId", parameters: ["partNumber"], operation: uploadPart },
  { method: "PUT", target: "object", operation: putOrCopy },
  { method: "POST", target: "object", selectedBy: "uploads", operation: createMultipartUpload },
  { method: "POST", target: "object", selectedBy: "uploadId", operation: completeMultipartUpload },
  { method: "DELETE", target: "object", selectedBy: "uploadId", operation: abortMultipartUpload },
  { method: "DELETE", target: "object", operation: deleteObject },
];

/** A parameter that the operation does not know is refused, not ignored: `PUT /bucket/key?acl` is no upload. */
export function operationFor(request: S3Request): Operation {
  const target = request.key !== "" ? "object" : request.bucket !== "" ? "bucket" : "service";
  const names = request.query.map(([name]) => name);
  const route = routes.find(
    (candidate) =>
      candidate.method === request.method &&
      candidate.target === target &&
      (candidate.selectedBy === undefined || names.includes(candidate.selectedBy)),
  );
  if (!route) throw new S3Error("NotImplemented", `${request.method} of this ${target} is not supported.`);
  const known = [route.selectedBy, ...(route.parameters ?? [])];
  const unknown = names.find((name) => !/^(x-id$|x-amz-)/i.test(name) && !known.includes(name));
  if (unknown !== undefined) {
    throw new S3Error("NotImplemented", `The query parameter ${unknown} is not supported here.`);
  }
  return route.operation;
}

function listBuckets({ response, store }: Exchange): void {
  const buckets = store.buckets.map(({ name }) =>
    // Buckets come from configuration and have no date of their own; clients want one all the same.
    element("Bucket", element("Name", name), element("CreationDate", new Date(0).toISOString())),
  );
  const owner = element("Owner", element("ID", "local"), element("DisplayName", "local"));
  const result = resultDocument("ListAllMyBucketsResult", owner, element("Buckets", ...buckets));
  response.writeHead(200, { "content-type": "application/xml" }).end(result);
}

function headBucket(exchange: Exchange): void {
  requestedBucket(exchange);
  exchange.response.writeHead(200).end();
}

function createBucket({ request, store }: Exchange): void {
  if (store.bucket(request.bucket)) throw new S3Error("BucketAlreadyOwnedByYou");
  throw new S3Error("NotImplemented", "The buckets of this store are set by its configuration.");
}

function listBucket(exchange: Exchange): void {
  const { request, response, store } = exchange;
  requestedBucket(exchange);
  if (request.parameter("list-type") !== "2") {
    throw new S3Error("NotImplemented", "Only version 2 of ListObjects is supported.");
  }
  response.writeHead(200, { "content-type": "application/xml" }).end(listObjects(request, store.catalogue));
}

function putOrCopy(exchange: Exchange): Promise<void> {
  const isCopy = exchange.request.amzHeader("x-amz-copy-source") !== undefined;
  return isCopy ? copyObject(exchange) : putObject(exchange);
}
