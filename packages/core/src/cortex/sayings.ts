/** What is said to people here by codes. */
import { sayings } from "#kit/saying";

/** Why something is not possible as it is. */
export const cortexRefusals = sayings({
  conversation_full: "The conversation has {max} messages; fork it or begin another one.",
  only_what_was_said: "Only what a person said is answered again.",
  approval_decided: "It was decided already.",
  approval_expired: "It was proposed more than {days} days ago; ask for it again.",
  persona_narrowed: "The persona of the conversation may not add that: {pillar}.",
  proposal_decided: "The proposal was decided already.",
  proposal_expired: "The proposal has expired.",
  proposal_target_gone: "What it would change is not there any more.",
  proposal_not_applied: "Only a proposal that was accepted can be undone.",
  proposal_too_late: "A proposal can be undone for {days} days after it was accepted.",
  proposal_changed_since: "What it changed was changed again since, so that it cannot be undone.",
  proposal_same_already: "What it proposes is so already.",
  proposal_not_possible: "What it proposes is not possible any more.",
  draft_sent: "The mail was sent, or is on its way.",
  draft_discarded: "The draft was discarded.",
  draft_answers_nothing: "It answers no mail that is still here, so that there is nothing to write by.",
  draft_sent_often: "A draft can be given to the mail service {max} times.",
  pair_looked_for: "The pair is looked for already.",
  too_many_pairs: "There are at most {max} pairs of your own.",
  only_a_person_sends: "A mail is sent by its person and by nobody else: not by an agent, and not with an API key.",
});

/** Why a version is not the one that was seen. */
export const cortexStale = sayings({
  target_at_version: "What it would change is at version {version}, and not at {of} as when it was proposed.",
});

/** What is wrong with a field. */
export const cortexFields = sayings({
  message_elsewhere: "is not of this conversation",
  not_what_was_asked: "names no proposal as it was shown",
  of_other_pillar: "must be measured in another pillar than the behaviour",
  no_recipient: "must name somebody before it is sent",
  nothing_written: "must say something before it is sent",
});

/** What there is too much of for now. */
export const cortexLimits = sayings({
  drafts_a_day: "On the plan {tier}, mails to {max} people can be sent in 24 hours.",
});
