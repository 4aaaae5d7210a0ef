import type { Saying } from "#kit/saying";

/** What is told of an event, each sentence once. */
export class Notes {
  readonly #byText = new Map<string, Saying>();

  add(saying: Saying): void {
    this.#byText.set(saying.text, saying);
  }

  all(): readonly Saying[] {
    return [...this.#byText.values()];
  }
}
