/**
 * The figures of `stats` in Prometheus's text format, version 0.0.4
 * (https://prometheus.io/docs/instrumenting/exposition_formats/). What is not known has no sample, and a comment that says why.
 */

import { createHash, timingSafeEqual } from "node:crypto";
import { type AllRequests, boundsMs } from "#cloud/request-counts";
import { speakAsService } from "#cloud/speak";
import { type AskedOf, allAsked } from "#cloud/third-parties";
import type { Figure } from "#core/admin/figures";
import * as Stats from "#core/admin/stats";
import { identify } from "#core/identity/credentials";
import { refreshSettings, settingOf } from "#core/platform/system-settings";
import { Forbidden, Unauthenticated } from "#kit/problem";
import { runtime } from "#kit/runtime";
import { requestSayings } from "#kit/sayings";

/** The metrics, for whoever shows METRICS_TOKEN or is an administrator. */
export async function metrics(authorization: string | undefined): Promise<string> {
  await admit(authorization);
  const stats = await Stats.get(speakAsService("api").ctx);
  const requests = runtime().requests?.all();
  return [
    ...(requests ? ofRequests(requests) : [`# lifeos_http_requests_total: ${stats.requests.count.unknown}`]),
    // Of a process that is one of many, these would be a part that says nothing.
    ...(requests ? ofThirdParties(allAsked()) : []),
    ...gauge("lifeos_outbox_events", "Events that wait to be seen on the bus.", stats.outbox.waiting),
    ...gauge("lifeos_outbox_oldest_seconds", "How long the oldest has waited.", stats.outbox.oldestAgeSeconds ?? 0),
    ...gauge("lifeos_queue_messages", "Messages in the queues of consumers.", stats.queues.waiting),
    ...gauge("lifeos_queue_oldest_seconds", "How old the oldest message is.", stats.queues.oldestAgeSeconds),
    ...gauge("lifeos_dead_letters_open", "Dead letters that wait for somebody.", stats.deadLetters.open),
    ...gauge("lifeos_workflow_runs_running", "Workflow runs under way.", stats.workflows.running),
    ...gauge("lifeos_webhooks_unfinished", "Deliveries that nothing became of.", stats.webhooks.unfinished),
    ...gauge("lifeos_model_tokens_today", "Tokens of models spent since midnight UTC.", stats.tokens.spentToday),
    ...gauge("lifeos_people", "People with an account.", stats.people.count),
    "",
  ].join("\n");
}

const NEEDS = 'Bearer realm="lifeos"';

async function admit(authorization: string | undefined): Promise<void> {
  const bearer = /^Bearer +([\x21-\x7e]{1,8192})$/i.exec(authorization ?? "")?.[1];
  if (bearer === undefined)
    throw Unauthenticated("The metrics are for METRICS_TOKEN and for administrators.", {
      headers: { "www-authenticate": NEEDS },
    });
  await refreshSettings();
  const token = settingOf("METRICS_TOKEN");
  if (token !== undefined && isSame(bearer, token)) return;
  const identity = await identify(bearer);
  if (!("userId" in identity)) throw Unauthenticated(undefined, { headers: { "www-authenticate": NEEDS } });
  // A key is for what its scopes name, and none of them is this.
  if (identity.role !== "admin" || identity.apiKeyId !== undefined)
    throw Forbidden(requestSayings("administrators_only"));
}

/** Takes as long for any other text. */
const isSame = (one: string, other: string) => timingSafeEqual(hashOf(one), hashOf(other));
const hashOf = (text: string) => createHash("sha256").update(text).digest();

function gauge(name: string, help: string, figure: Figure | number): string[] {
  const { value, unknown } = typeof figure === "number" ? { value: figure, unknown: null } : figure;
  if (value === null) return [`# ${name}: ${unknown}`];
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name} ${value}`];
}

function ofRequests({ byClass, atMost, totalMs }: AllRequests): string[] {
  const total = atMost.at(-1)!;
  const duration = "lifeos_http_request_duration_seconds";
  return [
    "# HELP lifeos_http_requests_total Requests since the start, by class of their status.",
    "# TYPE lifeos_http_requests_total counter",
    ...Object.entries(byClass).map(([name, count]) => `lifeos_http_requests_total{class="${name}"} ${count}`),
    `# HELP ${duration} How long requests took.`,
    `# TYPE ${duration} histogram`,
    // The last bucket has all that took longer, too, so it is the one without a bound.
    ...boundsMs
      .slice(0, -1)
      .map((ms, i) => `${duration}_bucket{le="${Number((ms / 1_000).toPrecision(4))}"} ${atMost[i]}`),
    `${duration}_bucket{le="+Inf"} ${total}`,
    `${duration}_sum ${Number((totalMs / 1_000).toPrecision(12))}`,
    `${duration}_count ${total}`,
  ];
}

function ofThirdParties(asked: readonly AskedOf[]): string[] {
  const labels = ({ service, outcome }: AskedOf) => `{service="${service}",outcome="${outcome}"}`;
  return [
    "# HELP lifeos_third_party_requests_total What services of others were asked since the start, by outcome.",
    "# TYPE lifeos_third_party_requests_total counter",
    ...asked.map((one) => `lifeos_third_party_requests_total${labels(one)} ${one.count}`),
    "# HELP lifeos_third_party_seconds_total How long their answers took together.",
    "# TYPE lifeos_third_party_seconds_total counter",
    ...asked.map((one) => `lifeos_third_party_seconds_total${labels(one)} ${one.totalMs / 1_000}`),
  ];
}
