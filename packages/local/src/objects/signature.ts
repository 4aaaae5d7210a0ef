/**
 * AWS Signature Version 4 as Amazon S3 checks it, in the Authorization header or in a presigned query. What a request declares
 * about its payload is returned, because only the reader of the body can check it. Reference: "Authenticating Requests (AWS
 * Signature Version 4)" in the Amazon S3 API reference.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { ChunkSignatures } from "./aws-chunked.ts";
import { S3Error, type S3ErrorCode } from "./errors.ts";
import type { S3Request } from "./request.ts";

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  /**
   * The token of temporary credentials, which a request then has to carry. Without one, a request that carries any is refused.
   */
  sessionToken?: string;
}

/** What the signature covers: the SHA-256 of the body in hex, nothing of it, or, for aws-chunked bodies, each chunk or none. */
export type SignedPayload =
  | { kind: "sha256"; hex: string }
  | { kind: "unsigned" }
  | { kind: "chunked"; signatures?: ChunkSignatures };

const ALGORITHM = "AWS4-HMAC-SHA256";
const PLEASE_USE = `Please use ${ALGORITHM} (signature version 4; in boto3, Config(signature_version="s3v4")).`;
const MAX_SKEW_MS = 15 * 60_000;
const MAX_EXPIRES_SECONDS = 7 * 24 * 3600;

/** Throws the S3Error that S3 would answer unless the request is signed by `credentials` and still valid at `now`. */
export function verifySignature(
  request: S3Request,
  { credentials, region, now }: { credentials: Credentials; region: string; now: Date },
): SignedPayload {
  if (request.amzHeader("x-amz-security-token") !== credentials.sessionToken) throw new S3Error("InvalidToken");
  const claim = request.parameter("X-Amz-Algorithm") === undefined ? fromHeader(request) : fromQuery(request);
  const [accessKeyId, day, scopeRegion, service, terminator, ...rest] = claim.credential.split("/");
  const time = parseTime(claim.time);
  if (time === undefined || rest.length > 0 || terminator !== "aws4_request" || service !== "s3") {
    throw new S3Error(claim.malformed);
  }
  if (accessKeyId !== credentials.accessKeyId) throw new S3Error("InvalidAccessKeyId");
  // R2 calls its only region "auto"; a client that is configured for R2 should work here without changes.
  if (scopeRegion !== region && scopeRegion !== "auto") {
    throw new S3Error(claim.malformed, `The region '${scopeRegion}' is wrong; expecting '${region}'`, {
      headers: { "x-amz-bucket-region": region },
      elements: { Region: region },
    });
  }
  if (day !== claim.time.slice(0, 8)) {
    throw new S3Error(claim.malformed, "The date of the credential is not the date of the request.");
  }
  assertInTime(claim, time, now);
  assertImportantHeadersAreSigned(request, claim.signedHeaders);

  const scope = `${day}/${scopeRegion}/s3/aws4_request`;
  const canonical = canonicalRequest(request, claim);
  const stringToSign = [ALGORITHM, claim.time, scope, createHash("sha256").update(canonical).digest("hex")].join("\n");
  const signingKey = [day, scopeRegion, "s3", "aws4_request"].reduce<string | Buffer>(
    (key, part) => createHmac("sha256", key).update(part).digest(),
    `AWS4${credentials.secretAccessKey}`,
  );
  const expected = createHmac("sha256", signingKey).update(stringToSign).digest();
  const given = Buffer.from(claim.signature, "hex");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new S3Error("SignatureDoesNotMatch");
  }
  return payloadOf(claim.payloadHash, chunkSignatures(signingKey, claim.time, scope, claim.signature));
}

const EMPTY_SHA256 = createHash("sha256").digest("hex");

/** The signatures of chunks: each covers the one before, and the first one that of the request. */
function chunkSignatures(key: string | Buffer, time: string, scope: string, seed: string): ChunkSignatures {
  let previous = seed;
  const next = (kind: string, ...hashes: string[]) => {
    const text = [`${ALGORITHM}-${kind}`, time, scope, previous, ...hashes].join("\n");
    previous = createHmac("sha256", key).update(text).digest("hex");
    return previous;
  };
  return {
    ofChunk: (sha256Hex) => next("PAYLOAD", EMPTY_SHA256, sha256Hex),
    ofTrailers: (sha256Hex) => next("TRAILER", sha256Hex),
  };
}

interface Claim {
  credential: string;
  /** Lower case, as signed. */
  signedHeaders: string[];
  signature: string;
  /** `20260301T101112Z` */
  time: string;
  payloadHash: string;
  /** Only a presigned URL has one. */
  expiresSeconds?: number;
  malformed: Extract<S3ErrorCode, "AuthorizationHeaderMalformed" | "AuthorizationQueryParametersError">;
}

function fromHeader(request: S3Request): Claim {
  const authorization = request.header("authorization");
  if (authorization === undefined) {
    if (request.parameter("AWSAccessKeyId") === undefined) throw new S3Error("AccessDenied");
    throw new S3Error("InvalidRequest", `This URL is presigned with signature version 2. ${PLEASE_USE}`);
  }
  const malformed = "AuthorizationHeaderMalformed";
  if (!authorization.startsWith(`${ALGORITHM} `)) {
    throw new S3Error(
      "InvalidRequest",
      `The authorization mechanism you have provided is not supported. ${PLEASE_USE}`,
    );
  }
  const fields = new Map(
    authorization
      .slice(ALGORITHM.length + 1)
      .split(",")
      .map((field) => {
        const equals = field.indexOf("=");
        return [field.slice(0, equals).trim(), field.slice(equals + 1).trim()] as const;
      }),
  );
  const [credential, signedHeaders, signature] = ["Credential", "SignedHeaders", "Signature"].map((name) =>
    fields.get(name),
  );
  const time = request.header("x-amz-date");
  const payloadHash = request.header("x-amz-content-sha256");
  if (!credential || !signedHeaders || !signature || !time) throw new S3Error(malformed);
  if (!payloadHash) {
    throw new S3Error("InvalidRequest", "Missing required header for this request: x-amz-content-sha256");
  }
  return { credential, signedHeaders: signedHeaders.split(";"), signature, time, payloadHash, malformed };
}

function fromQuery(request: S3Request): Claim {
  const malformed = "AuthorizationQueryParametersError";
  const [algorithm, credential, time, expires, signedHeaders, signature] = [
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Date",
    "X-Amz-Expires",
    "X-Amz-SignedHeaders",
    "X-Amz-Signature",
  ].map((name) => request.parameter(name));
  const expiresSeconds = Number(expires);
  if (algorithm !== ALGORITHM || !credential || !time || !signedHeaders || !signature) throw new S3Error(malformed);
  if (!Number.isInteger(expiresSeconds) || expiresSeconds < 1 || expiresSeconds > MAX_EXPIRES_SECONDS) {
    throw new S3Error(malformed, `X-Amz-Expires must be between 1 and ${MAX_EXPIRES_SECONDS} seconds.`);
  }
  const payloadHash = request.amzHeader("x-amz-content-sha256") ?? "UNSIGNED-PAYLOAD";
  return {
    credential,
    signedHeaders: signedHeaders.split(";"),
    signature,
    time,
    payloadHash,
    expiresSeconds,
    malformed,
  };
}

function assertInTime(claim: Claim, time: number, now: Date): void {
  const ageMs = now.getTime() - time;
  if (claim.expiresSeconds === undefined) {
    if (Math.abs(ageMs) > MAX_SKEW_MS) throw new S3Error("RequestTimeTooSkewed");
    return;
  }
  if (ageMs < -MAX_SKEW_MS) throw new S3Error("AccessDenied", "Request is not valid yet");
  if (ageMs > claim.expiresSeconds * 1000) throw new S3Error("AccessDenied", "Request has expired");
}

// Otherwise the holder of a presigned URL could add metadata, or a copy source, that its creator did not sign.
function assertImportantHeadersAreSigned(request: S3Request, signedHeaders: string[]): void {
  const needed = Object.keys(request.message.headers).filter((name) => name === "host" || name.startsWith("x-amz-"));
  const missing = ["host", ...needed].filter((name) => !signedHeaders.includes(name));
  // The payload hash is always part of the canonical request.
  if (missing.some((name) => name !== "x-amz-content-sha256")) {
    throw new S3Error("AccessDenied", "There were headers present in the request which were not signed");
  }
}

function canonicalRequest(request: S3Request, claim: Claim): string {
  const query = request.query
    .filter(([name]) => name !== "X-Amz-Signature")
    .map(([name, value]) => [encodeUri(name), encodeUri(value)] as const)
    .sort(([name, value], [otherName, otherValue]) => compare(name, otherName) || compare(value, otherValue))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  const headers = claim.signedHeaders
    .map((name) => `${name}:${(request.header(name) ?? "").trim().replace(/\s+/g, " ")}\n`)
    .join("");
  const path = request.path.split("/").map(encodeUri).join("/");
  return [request.method, path, query, headers, claim.signedHeaders.join(";"), claim.payloadHash].join("\n");
}

function payloadOf(hash: string, signatures: ChunkSignatures): SignedPayload {
  if (hash === "UNSIGNED-PAYLOAD") return { kind: "unsigned" };
  if (hash === "STREAMING-UNSIGNED-PAYLOAD-TRAILER") return { kind: "chunked" };
  if (/^STREAMING-AWS4-HMAC-SHA256-PAYLOAD(-TRAILER)?$/.test(hash)) return { kind: "chunked", signatures };
  if (hash.startsWith("STREAMING-")) throw new S3Error("NotImplemented", `${hash} is not supported.`);
  if (/^[0-9a-f]{64}$/.test(hash)) return { kind: "sha256", hex: hash };
  throw new S3Error("InvalidArgument", "x-amz-content-sha256 must be UNSIGNED-PAYLOAD or a valid sha256 value.");
}

function parseTime(text: string): number | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** RFC 3986: everything but unreserved characters, in upper-case hex. */
const encodeUri = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const compare = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
