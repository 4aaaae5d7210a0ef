import { useEffect, useState } from "react";

/**
 * Keeps the screen on while the page is seen (Screen Wake Lock API); answers whether it does. The browser lets go of it when the page is hidden,
 * so it is asked again whenever the page shows; one that knows no such thing, or saves power, dims the screen as always.
 */
export function useAwake(): boolean {
  const [isAwake, setAwake] = useState(false);
  useEffect(() => {
    let held: WakeLockSentinel | undefined;
    let isGone = false;
    const hold = async () => {
      if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
      try {
        const lock = await navigator.wakeLock.request("screen");
        if (isGone) return void lock.release();
        held = lock;
        setAwake(true);
        lock.addEventListener("release", () => setAwake(false));
      } catch {
        // Refused, such as by a low battery.
        setAwake(false);
      }
    };
    void hold();
    const onShow = () => void hold();
    document.addEventListener("visibilitychange", onShow);
    return () => {
      isGone = true;
      document.removeEventListener("visibilitychange", onShow);
      void held?.release();
    };
  }, []);
  return isAwake;
}
