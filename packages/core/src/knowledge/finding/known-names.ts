/** Names that are known, found in a text: a tree of words, in which the longest name from each word wins. Accents and case do not matter. */
import type { EntityKind } from "#core/knowledge/entity-kinds";
import { TITLES } from "#core/knowledge/finding/phrases";
import { keysOf, type Word, wordsIn } from "#core/knowledge/finding/words";

/** A row that has a name: a contact, a vendor, a project or an entity. */
export interface KnownName {
  type: string;
  id: string;
  kind: EntityKind;
  name: string;
  /** An alias does not say that a name is another's. */
  isAlias?: boolean;
}

export interface Mention {
  start: number;
  end: number;
  known: KnownName;
  /** Others of its type have the name, so that nobody can tell which is meant. */
  isAmbiguous: boolean;
}

export interface Branch {
  next: Map<string, Branch>;
  known?: KnownName;
  /** Two rows of one type have the name, so that it does not tell which is meant. */
  isAmbiguous?: true;
}

/** Longer names are no names that somebody writes into a text. */
const MAX_WORDS = 12;

/** Names by their words. Of several rows with a name the first that is given is meant; two of the same type are told apart by nobody. */
export function treeOf(names: Iterable<KnownName>): Branch {
  const root: Branch = { next: new Map() };
  for (const known of names) {
    const keys = keysOf(known.name);
    if (keys.length === 0 || keys.length > MAX_WORDS || keys.includes("") || !keys.some((key) => /\p{L}/u.test(key)))
      continue;
    // A single letter is no name.
    if (keys.length === 1 && [...keys[0]!].length < 2) continue;
    let branch = root;
    for (const key of keys) {
      let next = branch.next.get(key);
      if (!next) {
        next = { next: new Map() };
        branch.next.set(key, next);
      }
      branch = next;
    }
    if (!branch.known) branch.known = known;
    else if (branch.known.type === known.type && branch.known.id !== known.id && branch.known.isAlias === known.isAlias)
      branch.isAmbiguous = true;
  }
  return root;
}

/** The names of the tree in a text, from the left and without overlaps; also those of several, which are no new name either. */
export function knownIn(text: string, root: Branch, words: readonly Word[] = wordsIn(text)): Mention[] {
  const mentions: Mention[] = [];
  for (let at = 0; at < words.length; ) {
    let branch: Branch | undefined = root;
    let found: { last: number; branch: Branch } | undefined;
    for (let last = at; last < words.length && last < at + MAX_WORDS; last++) {
      branch = branch.next.get(words[last]!.key);
      if (!branch) break;
      if (
        branch.known &&
        (last === at || isTogether(text, words, at, last)) &&
        isWritten(text, words, at, last, branch.known)
      )
        found = { last, branch };
    }
    if (!found) {
      at++;
      continue;
    }
    mentions.push({
      start: words[at]!.start,
      end: words[found.last]!.end,
      known: found.branch.known!,
      isAmbiguous: found.branch.isAmbiguous ?? false,
    });
    at = found.last + 1;
  }
  return mentions;
}

/** A name does not go over the end of a sentence or a paragraph; “J. R. Smith” is one. */
function isTogether(text: string, words: readonly Word[], first: number, last: number): boolean {
  for (let at = first; at < last; at++) {
    const gap = text.slice(words[at]!.end, words[at + 1]!.start);
    if (gap.length > 4 || /\n\s*\n|[!?;:]/.test(gap)) return false;
    if (/\.\s/.test(gap) && words[at]!.end - words[at]!.start > 3 && !TITLES.has(words[at]!.key)) return false;
  }
  return true;
}

/** A name of one word that is written with a capital letter is meant only where it has one: “Hope” is no “hope”. */
function isWritten(text: string, words: readonly Word[], first: number, last: number, { name }: KnownName): boolean {
  return (
    last > first || !/^\P{L}*\p{Lu}/u.test(name) || !/^\p{Ll}/u.test(text.slice(words[first]!.start, words[first]!.end))
  );
}
