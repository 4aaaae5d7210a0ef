import { useState, useSyncExternalStore } from "react";
import { useSession } from "#console/data/session.ts";
import { leave, useWaiting } from "#console/data/waiting.ts";
import { Button } from "#console/ui/Button.tsx";
import { Dialog } from "#console/ui/Dialog.tsx";
import { Icon } from "#console/ui/Glyph.tsx";
import { relative } from "#console/words/format.ts";
import { useFrameWords } from "#console/words/frame.ts";

/** Says when what is seen or done here has not reached LifeOS: no connection, changes that wait, a session that ended. */
export function ConnectionBar() {
  const words = useFrameWords();
  const { state, signIn } = useSession();
  const waiting = useWaiting();
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  const [isOpen, setOpen] = useState(false);
  const isAway = !isOnline || state === "away";
  if (state !== "expired" && !isAway && waiting.length === 0) return null;

  return (
    <div className="connection" role="status">
      <Icon name={state === "expired" ? "lock" : isAway ? "offline" : "cloud"} />
      <p>
        {state === "expired" ? words.expired : isAway ? words.offline : null}{" "}
        {waiting.length > 0 && words.waiting(waiting.length)}
      </p>
      {waiting.length > 0 && (
        <Button small kind="bare" onClick={() => setOpen(true)}>
          {words.showWaiting}
        </Button>
      )}
      {state === "expired" && (
        <Button small kind="main" onClick={() => void signIn()}>
          {words.signIn}
        </Button>
      )}
      <Dialog open={isOpen} onClose={() => setOpen(false)} title={words.waitingTitle}>
        <ol className="last-notices">
          {waiting.map(({ key, title, at, problem }) => (
            <li key={key}>
              <p dir="auto">{title}</p>
              <p className="quiet small">{relative(at)}</p>
              {problem !== undefined && (
                <>
                  <p>{problem}</p>
                  <Button small onClick={() => leave(key)}>
                    {words.putAway}
                  </Button>
                </>
              )}
            </li>
          ))}
        </ol>
      </Dialog>
    </div>
  );
}

function subscribe(listener: () => void) {
  addEventListener("online", listener);
  addEventListener("offline", listener);
  return () => {
    removeEventListener("online", listener);
    removeEventListener("offline", listener);
  };
}
