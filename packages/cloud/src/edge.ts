/**
 * The edge in front of a deployment (WAF, TLS policy, one host for all APIs) adds a secret of the stage to each request that it
 * forwards, so that the APIs and functions behind it can refuse direct requests.
 */

import { createHash, timingSafeEqual } from "node:crypto";
import { Forbidden } from "#kit/problem";
import { runtime } from "#kit/runtime";
import type { HttpEvent } from "./lambda.ts";
import { addressSayings } from "./sayings.ts";

const HEADER = "x-origin-secret";

/**
 * The request without the edge's secret; throws Forbidden when it did not come through the edge. ORIGIN_SECRET_PREVIOUS is
 * accepted as well, for the minutes in which the secret is being changed. Without ORIGIN_SECRET there is no edge.
 */
export function throughEdge(event: HttpEvent): HttpEvent {
  const { ORIGIN_SECRET: current, ORIGIN_SECRET_PREVIOUS: previous } = runtime().config;
  if (!current) return event;
  const { [HEADER]: given = "", ...headers } = event.headers;
  if (![current, previous].some((secret) => secret && same(given, secret)))
    throw Forbidden(addressSayings("public_address_only"));
  return { ...event, headers };
}

/** Compares digests in constant time, so that the duration reveals neither where two secrets differ nor their length. */
const same = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));
const digest = (text: string) => createHash("sha256").update(text).digest();
