/**
 * Single keys, and `g` followed by a letter. A reducer, so that it can be tested without a browser: it gets what was pressed and says what is
 * meant. Keys do nothing in fields, while text is being composed, with a modifier, or when the person switched them off (WCAG 2.1.4).
 */

export type Press = {
  key: string;
  /** Ctrl, Alt or Meta; Shift is part of the key (“?”). */
  hasModifier: boolean;
  /** An input method is at work: Enter takes its suggestion and means nothing to us. */
  isComposing: boolean;
  /** The focus is where keys write. */
  isInField: boolean;
  /** A dialog or a menu is open, which has keys of its own. */
  isInDialog: boolean;
  /** In milliseconds, of whatever clock, as long as it is the same. */
  at: number;
};

/** What came before: a `g` that waits for its letter. */
export type KeyState = { leader?: { at: number } };

/** `meant` are keys as commands write them: `n`, `/`, `g t`. */
export type KeyResult = { state: KeyState; meant?: string };

/** After this a `g` is forgotten, so that no letter an hour later leads somewhere. */
const LEADER_MS = 1_500;

export function press(state: KeyState, { key, hasModifier, isComposing, isInField, isInDialog, at }: Press): KeyResult {
  if (isComposing || isInField || isInDialog || hasModifier || key.length !== 1)
    return { state: key === "Shift" ? state : {} };
  if (state.leader && at - state.leader.at <= LEADER_MS) return { state: {}, meant: `g ${key}` };
  if (key === "g") return { state: { leader: { at } } };
  return { state: {}, meant: key };
}

/** Two commands with the same keys would take turns at random; the test of the pillars fails on them. */
export function doubledKeys(bindings: readonly { id: string; keys?: string }[]): string[] {
  const seen = new Map<string, string>();
  return bindings.flatMap(({ id, keys }) => {
    if (keys === undefined) return [];
    const other = seen.get(keys);
    seen.set(keys, id);
    return other === undefined ? [] : [`${keys}: ${other} and ${id}`];
  });
}
