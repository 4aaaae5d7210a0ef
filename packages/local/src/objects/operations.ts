/**
 * Chooses the operation of a request by its method, by whether its path names a bucket or an object, and by the parameter that
 * selects it.
 */
import { bucketConfiguration, objectConfiguration } from "./configuration.ts";
import { copyObject, uploadPartCopy } from "./copying.ts";
import { deleteObject, deleteObjects } from "./deleting.ts";
import { S3Error } from "./errors.ts";
import { answerDocument, type Exchange, ownerElement, requestedBucket } from "./exchange.ts";
import { assertHeadersAreKnown, OF_BODIES, OF_COPY_SOURCES, OF_NEW_OBJECTS } from "./headers.ts";
import { listObjects } from "./listing.ts";
import { abortMultipartUpload, completeMultipartUpload, createMultipartUpload, uploadPart } from "./multipart.ts";
import { getObject, putObject } from "./objects.ts";
import type { S3Request } from "./request.ts";
import { listMultipartUploads, listParts } from "./upload-listing.ts";
import { element, resultDocument } from "./xml.ts";

type Operation = (exchange: Exchange) => Promise<void> | void;

interface Route {
  method: string;
  target: "service" | "bucket" | "object";
  /** The parameter that must be present, as in `?uploads`; or a header, whose name begins with `x-amz-`. */
  selectedBy?: string;
  /** A second one that must be present. */
  andBy?: string;
  /** Further parameters that the operation understands. */
  parameters?: readonly string[];
  /** The conditions and the `x-amz-` headers that it understands; see `assertHeadersAreKnown`. */
  headers?: readonly string[];
  operation: Operation;
}

const grouping = ["prefix", "delimiter", "encoding-type"];
const pages = [...grouping, "max-keys"];
const overrides = ["cache-control", "content-disposition", "content-encoding", "content-language", "content-type"];
const ofObjects = ["versionId"];
const ofReads = [...[...overrides, "expires"].map((name) => `response-${name}`), ...ofObjects];
const writeConditions = ["if-match", "if-none-match"];
const reading = [
  "if-match",
  "if-none-match",
  "if-modified-since",
  "if-unmodified-since",
  "if-range",
  "x-amz-checksum-mode",
];
const copying = [
  ...OF_NEW_OBJECTS,
  ...OF_COPY_SOURCES,
  ...writeConditions,
  "x-amz-metadata-directive",
  "x-amz-tagging-directive",
];
const completing = [...writeConditions, ...OF_BODIES, "x-amz-checksum-type", "x-amz-mp-object-size"];

/** The first route that fits is taken. */
const routes: readonly Route[] = [
  { method: "GET", target: "service", operation: listBuckets },
  { method: "HEAD", target: "bucket", operation: headBucket },
  { method: "PUT", target: "bucket", operation: createBucket },
  {
    method: "GET",
    target: "bucket",
    selectedBy: "uploads",
    parameters: [...grouping, "key-marker", "upload-id-marker", "max-uploads"],
    operation: listMultipartUploads,
  },
  ...asked("bucket", bucketConfiguration),
  {
    method: "GET",
    target: "bucket",
    selectedBy: "list-type",
    parameters: [...pages, "start-after", "continuation-token", "fetch-owner"],
    operation: listBucket,
  },
  { method: "GET", target: "bucket", parameters: [...pages, "marker"], operation: listBucket },
  { method: "POST", target: "bucket", selectedBy: "delete", headers: OF_BODIES, operation: deleteObjects },
  {
    method: "GET",
    target: "object",
    selectedBy: "uploadId",
    parameters: ["max-parts", "part-number-marker", "encoding-type"],
    operation: listParts,
  },
  ...asked("object", objectConfiguration),
  { method: "GET", target: "object", parameters: ofReads, headers: reading, operation: getObject },
  { method: "HEAD", target: "object", parameters: ofReads, headers: reading, operation: getObject },
  {
    method: "PUT",
    target: "object",
    selectedBy: "uploadId",
    andBy: "x-amz-copy-source",
    parameters: ["partNumber"],
    headers: [...OF_COPY_SOURCES, "x-amz-copy-source-range"],
    operation: uploadPartCopy,
  },
  {
    method: "PUT",
    target: "object",
    selectedBy: "uploadId",
    parameters: ["partNumber"],
    headers: OF_BODIES,
    operation: uploadPart,
  },
  { method: "PUT", target: "object", selectedBy: "x-amz-copy-source", headers: copying, operation: copyObject },
  {
    method: "PUT",
    target: "object",
    headers: [...OF_NEW_OBJECTS, ...OF_BODIES, ...writeConditions],
    operation: putObject,
  },
  {
    method: "POST",
    target: "object",
    selectedBy: "uploads",
    headers: [...OF_NEW_OBJECTS, "x-amz-checksum-type"],
    operation: createMultipartUpload,
  },
  { method: "POST", target: "object", selectedBy: "uploadId", headers: completing, operation: completeMultipartUpload },
  { method: "DELETE", target: "object", selectedBy: "uploadId", operation: abortMultipartUpload },
  { method: "DELETE", target: "object", parameters: ofObjects, headers: ["if-match"], operation: deleteObject },
];

function asked(target: "bucket" | "object", operations: Record<string, Operation>): Route[] {
  return Object.entries(operations).map(([selectedBy, operation]) => ({
    method: "GET",
    target,
    selectedBy,
    parameters: ofObjects,
    operation,
  }));
}

/** Parameters and headers that the operation does not know are refused, not ignored: `PUT /bucket/key?acl` is no upload. */
export function operationFor(request: S3Request): Operation {
  const target = request.key !== "" ? "object" : request.bucket !== "" ? "bucket" : "service";
  const names = request.query.map(([name]) => name);
  const isGiven = (name: string | undefined) =>
    name === undefined || (name.startsWith("x-amz-") ? request.amzHeader(name) !== undefined : names.includes(name));
  const route = routes.find(
    (candidate) =>
      candidate.method === request.method &&
      candidate.target === target &&
      isGiven(candidate.selectedBy) &&
      isGiven(candidate.andBy),
  );
  if (!route) throw new S3Error("NotImplemented", `${request.method} of this ${target} is not supported.`);
  const known = [route.selectedBy, ...(route.parameters ?? [])];
  const unknown = names.find((name) => !/^(x-id$|x-amz-)/i.test(name) && !known.includes(name));
  if (unknown !== undefined) {
    throw new S3Error("NotImplemented", `The query parameter ${unknown} is not supported here.`);
  }
  const version = request.parameter("versionId") ?? "null";
  if (version !== "null") throw new S3Error("NotImplemented", "Objects have no versions here.");
  assertHeadersAreKnown(request, route.headers ?? []);
  return route.operation;
}

function listBuckets({ response, store }: Exchange): void {
  const buckets = store.buckets.map(({ name }) =>
    // Buckets come from the configuration and have no creation date, but clients require one.
    element("Bucket", element("Name", name), element("CreationDate", new Date(0).toISOString())),
  );
  const result = resultDocument("ListAllMyBucketsResult", ownerElement("Owner"), element("Buckets", ...buckets));
  answerDocument(response, result);
}

function headBucket(exchange: Exchange): void {
  requestedBucket(exchange);
  exchange.response.writeHead(200, { "x-amz-bucket-region": exchange.store.region }).end();
}

function createBucket({ request, store }: Exchange): void {
  if (store.bucket(request.bucket)) throw new S3Error("BucketAlreadyOwnedByYou");
  throw new S3Error("NotImplemented", "The buckets of this store are set by its configuration.");
}

function listBucket(exchange: Exchange): void {
  const { request, response, store } = exchange;
  requestedBucket(exchange);
  if ((request.parameter("list-type") ?? "2") !== "2") {
    throw new S3Error("InvalidArgument", "The list-type of ListObjects is 2, or left out.");
  }
  answerDocument(response, listObjects(request, store.catalogue));
}
