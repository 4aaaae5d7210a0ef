/**
 * Single operations of AWS services that speak AWS's JSON protocol (EventBridge, Secrets Manager, SQS): the AWS SDK would
 * quadruple the size of a bundle for one call.
 */

import { cut } from "#kit/text";
import { httpClient } from "./http.ts";
import { type AwsCredentials, signedHeaders } from "./signature.ts";

export interface AwsService {
  /** The name in signatures and, without an `endpoint`, in the host: `events`, `secretsmanager`, `sqs`. */
  service: string;
  region: string;
  /** For anything but AWS itself, e.g. the local cloud. */
  endpoint?: string;
  credentials: AwsCredentials;
  timeoutMs: number;
  /** `1.0` for SQS, `1.1` unless given. */
  jsonVersion?: "1.0" | "1.1";
  /** False for a service that is called once. */
  keepAlive?: boolean;
}

/** What the service refused; `name` is its error code, such as `QueueDoesNotExist`. */
export interface AwsRefusal extends Error {
  status: number;
}

/** The service's operations by target, such as `AWSEvents.PutEvents`; rejects with an `AwsRefusal` or the connection's error. */
export function awsService(config: AwsService): (target: string, input: object) => Promise<unknown> {
  const { service, region, credentials, timeoutMs, jsonVersion = "1.1", keepAlive } = config;
  const url = new URL(config.endpoint ?? `https://${service}.${region}.amazonaws.com`);
  const send = httpClient(url.href, { timeoutMs, keepAlive });
  return async (target, input) => {
    const body = JSON.stringify(input);
    const request = {
      service,
      region,
      host: url.host,
      path: url.pathname,
      headers: { "content-type": `application/x-amz-json-${jsonVersion}`, "x-amz-target": target },
      body,
    };
    // A signature is good for minutes of the service's own clock, so this is the time of the world and no other.
    const headers = signedHeaders(request, credentials, new Date());
    const { status, text } = await send({ method: "POST", headers, body });
    if (status !== 200) throw refusalOf(service, status, text);
    return JSON.parse(text);
  };
}

function refusalOf(service: string, status: number, text: string): AwsRefusal {
  let refused: { __type?: string; message?: string; Message?: string } = {};
  try {
    refused = JSON.parse(text);
  } catch {
    // What stands between here and the service may answer in another form.
  }
  // The code comes with its namespace before a `#`.
  const code = refused.__type?.split("#").at(-1) ?? "AwsError";
  const reason = refused.message ?? refused.Message ?? cut(text, 200);
  return Object.assign(new Error(`${service} answered ${status}: ${reason}`), { name: code, status });
}
