/** The frame with the page of the address, once it is known who is here. */
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode, startTransition } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router/dom";
import { queries } from "./data/queries.ts";
import { useSession } from "./data/session.ts";
import { type Started, start } from "./data/start.ts";
import { prefetchFirst } from "./frame/prefetch.ts";
import { router } from "./frame/routes.tsx";
import SignedOut from "./frame/SignedOut.tsx";
import { PlaceContext } from "./words/place.ts";

const starting = start();
void prefetchFirst();
// Not awaited by the module: the pages are modules that import from the same file, and would wait for it.
void starting.then(show);

function show({ place, problem }: Started): void {
  const routes = router();
  const root = createRoot(document.getElementById("root")!);
  // As a transition React lets go of the processor every few milliseconds, so that a slow one answers meanwhile.
  startTransition(() =>
    root.render(
      <StrictMode>
        <QueryClientProvider client={queries}>
          <PlaceContext value={place}>
            <Console routes={routes} problem={problem} />
          </PlaceContext>
        </QueryClientProvider>
      </StrictMode>,
    ),
  );
}

type ConsoleProps = Pick<Started, "problem"> & { routes: ReturnType<typeof router> };

/** Whoever was there once keeps their page, also when their token has ended or the connection is gone. */
function Console({ routes, problem }: ConsoleProps) {
  const { me } = useSession();
  return me ? <RouterProvider router={routes} /> : <SignedOut problem={problem} />;
}
