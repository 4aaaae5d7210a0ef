/**
 * A tab that was open during a release asks for files that may be gone. It loads itself anew, once: were the new files missing too, it would go
 * on for ever.
 */
const STORE = "lifeos.reloadedAt";
const AGAIN_AFTER_MS = 60_000;

export function reloadOnceWhenOld(): void {
  addEventListener("vite:preloadError", (event) => {
    const last = Number(sessionStorage.getItem(STORE) ?? 0);
    if (Date.now() - last < AGAIN_AFTER_MS || !navigator.onLine) return;
    sessionStorage.setItem(STORE, String(Date.now()));
    event.preventDefault();
    location.reload();
  });
}
