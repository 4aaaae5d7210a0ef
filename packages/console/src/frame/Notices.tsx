import { useEffect, useRef, useState } from "react";
import { putAway, type Notice as Told, useNotices } from "#console/data/notices.ts";
import { Dialog } from "#console/ui/Dialog.tsx";
import { Notice } from "#console/ui/Notice.tsx";
import { Empty } from "#console/ui/State.tsx";
import { relative } from "#console/words/format.ts";
import { useFrameWords } from "#console/words/frame.ts";

/** How long a notice stays after pointer and focus have left it (WCAG 2.2.1: nobody has to hurry). */
const STAYS_MS = 20_000;

/** What was told and not yet put away. F6 leads there and back; screen readers say it when they have time. */
export function Notices() {
  const words = useFrameWords();
  const shown = useNotices().filter(({ isShown }) => isShown);
  const [isHeld, setHeld] = useState(false);
  const box = useRef<HTMLElement>(null);
  useF6(box);

  return (
    <section
      ref={box}
      className="notices"
      aria-label={words.notices}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={(event) => setHeld(event.currentTarget.contains(event.relatedTarget))}
    >
      <div role="log" aria-live="polite" aria-relevant="additions">
        {shown.map((notice) => (
          <Shown key={notice.id} notice={notice} isHeld={isHeld} />
        ))}
      </div>
    </section>
  );
}

function Shown({ notice: { id, kind, text, action }, isHeld }: { notice: Told; isHeld: boolean }) {
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => putAway(id), STAYS_MS);
    return () => clearTimeout(timer);
  }, [id, isHeld]);

  return (
    <Notice
      kind={kind}
      onClose={() => putAway(id)}
      action={
        action && {
          label: action.label,
          run: () => {
            putAway(id);
            void action.run();
          },
        }
      }
    >
      {text}
    </Notice>
  );
}

/** Goes to the newest notice, and from the notices back to where one was. */
function useF6(box: { current: HTMLElement | null }) {
  useEffect(() => {
    let before: HTMLElement | undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "F6" || !box.current) return;
      const last = [...box.current.querySelectorAll<HTMLElement>("button")].at(-1);
      if (box.current.contains(document.activeElement)) before?.focus();
      else if (last) {
        before = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
        last.focus();
      } else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [box]);
}

/** The last ten, for whoever was not quick enough. */
export function LastNotices({ open, close }: { open: boolean; close: () => void }) {
  const words = useFrameWords();
  const notices = useNotices();
  return (
    <Dialog open={open} onClose={close} title={words.lastNotices}>
      {notices.length === 0 ? (
        <Empty title={words.noNotices} />
      ) : (
        <ol className="last-notices">
          {notices.toReversed().map(({ id, text, at, action }) => (
            <li key={id}>
              <p dir="auto">{text}</p>
              <p className="quiet small">
                {relative(at.toISOString())}
                {action && (
                  <button
                    type="button"
                    className="button bare small-button"
                    onClick={() => {
                      close();
                      void action.run();
                    }}
                  >
                    {action.label}
                  </button>
                )}
              </p>
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  );
}
