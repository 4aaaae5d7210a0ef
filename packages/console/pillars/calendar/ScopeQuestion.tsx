/** Asks which of a series is meant. */
import { type ReactNode, useState } from "react";
import { Button } from "#console/ui/Button.tsx";
import { Dialog } from "#console/ui/Dialog.tsx";
import { Stack } from "#console/ui/Page.tsx";
import { useWords } from "#console/words/words.ts";
import type { Scope } from "./event-changes.ts";
import type en from "./words.en.ts";

interface Question {
  title: string;
  /** Those that make sense for it. */
  scopes: readonly Scope[];
}

export const ALL_SCOPES: readonly Scope[] = ["this", "following", "all"];

export type Ask = (question: Question) => Promise<Scope | undefined>;

/** How to ask, and the dialog, which the page shows. Resolves to undefined when the person thinks better of it. */
export function useScopeQuestion(): [Ask, ReactNode] {
  const words = useWords<typeof en>("calendar").scope;
  const [asked, setAsked] = useState<Question & { answer: (scope: Scope | undefined) => void }>();
  const ask: Ask = (question) =>
    new Promise((resolve) => {
      const answer = (scope: Scope | undefined) => {
        setAsked(undefined);
        resolve(scope);
      };
      setAsked({ ...question, answer });
    });
  const dialog = asked && (
    <Dialog open title={<span dir="auto">{asked.title}</span>} onClose={() => asked.answer(undefined)}>
      <Stack>
        <p>{words.question}</p>
        <div className="cal-scopes">
          {asked.scopes.map((scope) => (
            <Button key={scope} onClick={() => asked.answer(scope)}>
              {words[scope]}
            </Button>
          ))}
        </div>
      </Stack>
    </Dialog>
  );
  return [ask, dialog];
}
