/** What is done with interactions. */
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import type en from "./words.en.ts";

type Channel = Answer<"people.interactions.create">["channel"];

/** In the order in which they are used. */
export const CHANNELS = [
  "call",
  "message",
  "mail",
  "meeting",
  "visit",
  "video",
  "letter",
  "gift",
  "other",
] as const satisfies readonly Channel[];

type Whom = { contactId: string; name: string; channel: Channel };

/** One gesture: it was now, and can be taken back. */
export async function logContact(
  words: (typeof en)["interactions"],
  { contactId, name, channel }: Whom,
  onDone: () => void,
): Promise<void> {
  const path = { contactId };
  const made: { id?: string } = {};
  const undo = async () => {
    if (made.id === undefined) return;
    await change("people.interactions.remove", { path: { ...path, interactionId: made.id }, isOfPart: true });
    onDone();
  };
  try {
    const row = await change("people.interactions.create", {
      path,
      body: { channel },
      title: name,
      undo,
      undoText: words.logged(name),
    });
    made.id = row.id;
    onDone();
  } catch {
    // It was said why.
  }
}
