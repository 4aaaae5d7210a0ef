/** The configuration of buckets and objects that clients may query. It cannot be changed: the answers are fixed. */
import { S3Error, type S3ErrorCode } from "./errors.ts";
import { answerDocument, type Exchange, granteeElement, ownerElement, requestedBucket } from "./exchange.ts";
import { element, resultDocument, type Xml } from "./xml.ts";

type Operation = (exchange: Exchange) => void;

/** Queries about a bucket, by the parameter that selects them. */
export const bucketConfiguration: Record<string, Operation> = {
  // For historical reasons the region us-east-1 is empty here; clients know that.
  location: ({ store, ...exchange }) =>
    answer({ store, ...exchange }, "LocationConstraint", store.region === "us-east-1" ? "" : store.region),
  versioning: (exchange) => answer(exchange, "VersioningConfiguration"),
  acl: (exchange) => answer(exchange, "AccessControlPolicy", ...accessControl()),
  logging: (exchange) => answer(exchange, "BucketLoggingStatus"),
  requestPayment: (exchange) => answer(exchange, "RequestPaymentConfiguration", element("Payer", "BucketOwner")),
  policy: absent("NoSuchBucketPolicy"),
  cors: absent("NoSuchCORSConfiguration"),
  lifecycle: absent("NoSuchLifecycleConfiguration"),
  tagging: absent("NoSuchTagSet"),
  "object-lock": absent("ObjectLockConfigurationNotFoundError"),
  encryption: absent("ServerSideEncryptionConfigurationNotFoundError"),
};

/** Queries about an object. */
export const objectConfiguration: Record<string, Operation> = {
  acl: (exchange) => ofObject(exchange, "AccessControlPolicy", ...accessControl()),
  tagging: (exchange) => ofObject(exchange, "Tagging", element("TagSet")),
};

function ofObject(exchange: Exchange, name: string, ...content: Xml[]): void {
  const { request, store } = exchange;
  const bucket = requestedBucket(exchange);
  if (!store.catalogue.find(bucket.name, request.key)) throw new S3Error("NoSuchKey");
  answer(exchange, name, ...content);
}

function answer(exchange: Exchange, name: string, ...content: (Xml | string)[]): void {
  requestedBucket(exchange);
  const document = resultDocument(name, ...content);
  answerDocument(exchange.response, document);
}

function absent(code: S3ErrorCode): Operation {
  return (exchange) => {
    requestedBucket(exchange);
    throw new S3Error(code);
  };
}

function accessControl(): Xml[] {
  const grant = element("Grant", granteeElement(), element("Permission", "FULL_CONTROL"));
  return [ownerElement("Owner"), element("AccessControlList", grant)];
}
