/** Timers of a kitchen: several at once, each by what it is for; one that is over says so until it is put away. */
import { useEffect, useReducer, useState } from "react";
import { IconButton } from "#console/ui/Button.tsx";
import { State } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";
import { countdown } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

interface Timer {
  id: number;
  /** The step that it is for. */
  of: string;
  /** By the browser's own clock, since nobody else has to agree: milliseconds. */
  endsAt: number;
}

export interface RunningTimers {
  running: readonly Timer[];
  start: (minutes: number, of: string) => void;
  stop: (id: number) => void;
}

export function useTimers(): RunningTimers {
  const [running, setRunning] = useState<readonly Timer[]>([]);
  const [, tick] = useReducer((n: number) => n + 1, 0);
  const isAnyRunning = running.length > 0;
  useEffect(() => {
    if (!isAnyRunning) return;
    const clock = setInterval(tick, 1_000);
    return () => clearInterval(clock);
  }, [isAnyRunning]);
  return {
    running,
    start: (minutes, of) =>
      setRunning((now) => [...now, { id: (now.at(-1)?.id ?? 0) + 1, of, endsAt: Date.now() + minutes * 60_000 }]),
    stop: (id) => setRunning((now) => now.filter((one) => one.id !== id)),
  };
}

export function Timers({ timers: { running, stop } }: { timers: RunningTimers }) {
  const words = useWords<typeof en>("household").cook;
  const common = useCommon();
  if (running.length === 0) return null;
  return (
    <ul className="timers" aria-label={words.timers}>
      {running.map(({ id, of, endsAt }) => {
        const seconds = Math.max(0, Math.ceil((endsAt - Date.now()) / 1_000));
        return (
          <li key={id} className={seconds === 0 ? "over" : undefined}>
            <span dir="auto">{of}</span>
            {seconds === 0 ? (
              <span role="alert">
                <State tone="warn" icon="timer">
                  {words.timeIsUp}
                </State>
              </span>
            ) : (
              <span className="left" role="timer">
                {countdown(seconds)}
              </span>
            )}
            <IconButton icon="cross" label={common.stop} onClick={() => stop(id)} />
          </li>
        );
      })}
    </ul>
  );
}
