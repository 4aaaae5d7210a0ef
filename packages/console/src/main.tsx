/** Starts the console: who it is, then the frame with the page of the address. */
import "./ui/tokens.css";
import "./ui/base.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router/dom";
import { queries } from "./data/queries.ts";
import { useSession } from "./data/session.ts";
import { type Started, start } from "./data/start.ts";
import { prefetchFiles } from "./frame/prefetch.ts";
import { router } from "./frame/routes.tsx";
import SignedOut from "./frame/SignedOut.tsx";
import { PlaceContext } from "./words/place.ts";

const starting = start();
void prefetchFiles(location);
const started = await starting;
const routes = router();

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <PlaceContext value={started.place}>
        <Console problem={started.problem} />
      </PlaceContext>
    </QueryClientProvider>
  </StrictMode>,
);

/** Whoever was there once keeps their page, also when their token has ended or the connection is gone. */
function Console({ problem }: Pick<Started, "problem">) {
  const { me } = useSession();
  return me ? <RouterProvider router={routes} /> : <SignedOut problem={problem} />;
}
