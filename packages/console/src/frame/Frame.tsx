/** The frame around every page. */
import { Outlet } from "react-router";

export default function Frame() {
  return (
    <main id="content">
      <Outlet />
    </main>
  );
}
