/** What a model may be asked for. Whoever changes what a capability says to a model raises its `prompt`: what was kept of the former one counts no more. */

export type Difficulty = "small" | "large";

interface Capability {
  /** Which of the two configured models is asked: the small one for simple work. */
  difficulty: Difficulty;
  /** The version of its instructions. */
  prompt: number;
}

export const capabilities = {
  plan_day: { difficulty: "large", prompt: 1 },
  break_down_task: { difficulty: "small", prompt: 1 },
  draft_email: { difficulty: "small", prompt: 1 },
  refine_receipt: { difficulty: "small", prompt: 1 },
  refine_meal: { difficulty: "small", prompt: 1 },
  refine_capture: { difficulty: "small", prompt: 1 },
  explain_insight: { difficulty: "small", prompt: 1 },
  daily_digest: { difficulty: "small", prompt: 1 },
  chat: { difficulty: "large", prompt: 1 },
  chat_title: { difficulty: "small", prompt: 1 },
  agent: { difficulty: "large", prompt: 1 },
} as const satisfies Readonly<Record<string, Capability>>;

export type CapabilityName = keyof typeof capabilities;

/** The capability by its name, as widely typed as it is declared. */
export const capabilityOf = (name: CapabilityName): Capability => capabilities[name];
