/** DeleteObject and DeleteObjects. */
import { readDocument } from "./body.ts";
import { isMatch, preconditionFailed } from "./conditions.ts";
import { S3Error } from "./errors.ts";
import { answerDocument, type Exchange, eventFor, requestedBucket, type Store, settle } from "./exchange.ts";
import { objectDeleted } from "./notifications.ts";
import { assertKeyFits } from "./request.ts";
import { childText, element, parseXml, resultDocument, type XmlNode } from "./xml.ts";

export async function deleteObject(exchange: Exchange): Promise<void> {
  const bucket = requestedBucket(exchange);
  const { request, response, store } = exchange;
  const isDeleted = await remove(store, bucket.name, request.key, request.header("if-match"));
  if (!isDeleted) throw preconditionFailed("If-Match");
  response.writeHead(204).end();
}

/**
 * Deleting a missing object succeeds without a notification, unless `ifMatch` requires it to exist. Returns false when the
 * condition does not hold.
 */
async function remove(store: Store, bucket: string, key: string, ifMatch: string | undefined): Promise<boolean> {
  const existing = store.catalogue.find(bucket, key);
  if (!isMatch(ifMatch, existing)) return false;
  if (!existing) return true;
  const event = eventFor(store, () => objectDeleted(bucket, existing, store.now()));
  await settle(store, store.catalogue.remove(bucket, key, event));
  return true;
}

const MAX_DELETED = 1000;
const MAX_DELETE_DOCUMENT_BYTES = 2 * 1024 ** 2;

export async function deleteObjects(exchange: Exchange): Promise<void> {
  const { request, response, payload, store } = exchange;
  const bucket = requestedBucket(exchange);
  const isProtected = Object.keys(request.message.headers).some((name) => /^(content-md5$|x-amz-checksum-)/.test(name));
  if (!isProtected && request.header("x-amz-trailer") === undefined) {
    throw new S3Error("InvalidRequest", "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
  }
  const document = parseXml(await readDocument(request, payload, MAX_DELETE_DOCUMENT_BYTES));
  const objects = document?.children.filter(({ name }) => name === "Object").map(namedObject) ?? [];
  if (document?.name !== "Delete" || objects.length === 0 || objects.length > MAX_DELETED) {
    throw new S3Error("MalformedXML");
  }
  const results = [];
  for (const { key, etag } of objects) {
    const isDeleted = await remove(store, bucket.name, key, etag);
    if (!isDeleted) results.push(refusedEntry(key, preconditionFailed("If-Match")));
    else if (childText(document, "Quiet") !== "true") results.push(element("Deleted", element("Key", key)));
  }
  answerDocument(response, resultDocument("DeleteResult", ...results));
}

function namedObject(node: XmlNode): { key: string; etag: string | undefined } {
  const key = childText(node, "Key") ?? "";
  if (key === "") throw new S3Error("MalformedXML");
  assertKeyFits(key);
  const version = childText(node, "VersionId") ?? "null";
  const refused = version !== "null" ? "VersionId" : ["LastModifiedTime", "Size"].find((name) => childText(node, name));
  if (refused) throw new S3Error("NotImplemented", `${refused} of an object to delete is not supported here.`);
  return { key, etag: childText(node, "ETag") };
}

const refusedEntry = (key: string, { code, message }: S3Error) =>
  element("Error", element("Key", key), element("Code", code), element("Message", message));
