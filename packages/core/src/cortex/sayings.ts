/** What is said to people here by codes. */
import { sayings } from "#kit/saying";

/** What is wrong with a field of something of a conversation. */
export const cortexFields = sayings({
  message_elsewhere: "is not of this conversation",
  not_what_was_asked: "names no proposal as it was shown",
});

/** Why something of a conversation is not possible as it is. */
export const cortexRefusals = sayings({
  conversation_full: "The conversation has {max} messages; fork it or begin another one.",
  only_what_was_said: "Only what a person said is answered again.",
  approval_decided: "It was decided already.",
  approval_expired: "It was proposed more than {days} days ago; ask for it again.",
  persona_narrowed: "The persona of the conversation may not add that: {pillar}.",
});
