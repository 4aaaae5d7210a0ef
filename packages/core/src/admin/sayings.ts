/** Why a figure is not known. */
import { sayings } from "#kit/saying";

export const figureSayings = sayings({
  no_settings_yet: "The person has no settings yet.",
  sessions_are_the_issuers: "Tokens are the issuer's, which alone knows how many it gave out.",
  rate_never_ran: "A rate counts from when it was deployed, and it has not run yet.",
  expression_unknown: "The expression cannot be worked out here.",
  each_counts_its_own:
    "Each function counts its own requests only: CloudWatch has the sums of API Gateway (Count, 5xx, Latency).",
  nothing_asked: "Nothing was asked in this time.",
  nothing_waits: "Nothing waits.",
  queues_are_sqs: "The queues are SQS's: CloudWatch has their depth and age (ApproximateNumberOfMessagesVisible).",
  queues_not_counted: "The queues could not be counted; the reason is in the log.",
  runs_not_listed: "The workflow server does not list runs.",
  runs_cut: "There may be more: the server tells of so many.",
  runs_not_counted: "{detail}",
});
