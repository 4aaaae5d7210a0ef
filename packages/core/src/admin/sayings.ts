/** What is said to administrators by codes. */
import { sayings } from "#kit/saying";

/** Why something of operations is not possible as it is. */
export const adminRefusals = sayings({
  run_step_unknown: "is not one of the steps of this run",
  run_forgotten: "The run is not running: the server has forgotten it.",
  run_not_running: "The run is not running: {status}.",
  run_forgotten_replay: "The workflow server has forgotten the run; replay it as a whole.",
  run_first_step: "That is the first step: replay the run as a whole.",
  run_without_event: "The run does not have its event: it never came so far, or it was replayed before.",
  run_running_still: "The run is running still; cancel it first.",
  run_being_replayed: "The run is being replayed at this moment.",
  run_step_lost: "The workflow server cannot go on from this step; replay the run as a whole.",
  letter_open: "It is open.",
  letter_not_sent: "It could not be sent; the reason is in the log.",
  letter_discarded: "It was discarded.",
  letter_being_sent: "It is being sent at this moment.",
  letter_sent: "It was sent again; if that fails it will be open again.",
  event_gone: "The event is no more.",
  schedule_runs_again: "A schedule runs again when it is due; there is nothing to send.",
  schedules_not_started_here: "Here EventBridge Scheduler starts schedules, and nobody else.",
  consumer_gone: "There is no consumer {consumer} any more.",
  queue_refused: "No queue takes this message: {reason}",
});

/** Why a delivery is not taken again. */
export const deliveryRefusals = sayings({
  delivery_unsigned: "Nobody vouches for it: its signature was not right.",
  delivery_gone: "Its message is not kept any more: whoever sent it has to send it again.",
});

/** Why a figure is not known. */

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
