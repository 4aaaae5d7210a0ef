/**
 * AWS Signature Version 4 of the one kind of request that services with a JSON protocol take: a POST without a query, whose
 * headers and body are all signed. It is in every bundle; aws4, which can sign everything, would be 8 KB of each.
 */
import { createHash, createHmac } from "node:crypto";

export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  /** With the temporary credentials of a Lambda's role. */
  sessionToken?: string;
}

export interface JsonRequest {
  service: string;
  region: string;
  host: string;
  /** Of unreserved characters and slashes: it is signed as it is. */
  path: string;
  /** Those that are signed beside host, date and token; names in lower case, values without white space around them. */
  headers: Record<string, string>;
  body: string;
}

/** The headers to send the request with, signed at the time `at`. */
export function signedHeaders(
  { service, region, host, path, headers, body }: JsonRequest,
  { accessKeyId, secretAccessKey, sessionToken }: AwsCredentials,
  at: Date,
): Record<string, string> {
  const time = `${at.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const day = time.slice(0, 8);
  const signed: Record<string, string> = {
    ...headers,
    host,
    "x-amz-date": time,
    ...(sessionToken && { "x-amz-security-token": sessionToken }),
  };
  const names = Object.keys(signed).sort();
  const list = names.join(";");
  const canonical = ["POST", path, "", ...names.map((name) => `${name}:${signed[name]}`), "", list, hash(body)].join(
    "\n",
  );
  const scope = `${day}/${region}/${service}/aws4_request`;
  const key = [day, region, service, "aws4_request"].reduce<string | Buffer>(
    (above, part) => hmac(above, part).digest(),
    `AWS4${secretAccessKey}`,
  );
  const signature = hmac(key, ["AWS4-HMAC-SHA256", time, scope, hash(canonical)].join("\n")).digest("hex");
  return {
    ...signed,
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${list}, Signature=${signature}`,
  };
}

const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text);
