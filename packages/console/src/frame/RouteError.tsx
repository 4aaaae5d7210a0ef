import { isRouteErrorResponse, useRouteError } from "react-router";
import { useSession } from "#console/data/session.ts";
import { Button, ButtonLink } from "#console/ui/Button.tsx";
import { Page, Row } from "#console/ui/Page.tsx";
import { useFrameWords } from "#console/words/frame.ts";
import { homeOf } from "./navigation.ts";

/** In the place of a page that failed, was not found, or is an old one's after a release. The frame around it stays. */
export function RouteError() {
  const words = useFrameWords();
  const error = useRouteError();
  const isAdmin = useSession().me?.role === "admin";
  const home = <ButtonLink to={homeOf("life", isAdmin)}>{words.goHome}</ButtonLink>;
  if (isRouteErrorResponse(error) && error.status === 404) {
    return (
      <Page title={words.notFound} lead={words.notFoundHelp}>
        {home}
      </Page>
    );
  }
  // What a browser says when a file of the page is gone is worded differently in each of them.
  const isOld = error instanceof TypeError && /import|module|fetch/i.test(error.message);
  return (
    <Page title={isOld ? words.newVersion : words.failed} lead={isOld ? undefined : words.failedHelp}>
      <Row>
        <Button kind="main" icon="again" onClick={() => location.reload()}>
          {words.reload}
        </Button>
        {home}
      </Row>
      {!isOld && error instanceof Error && <p className="mono quiet">{error.message}</p>}
    </Page>
  );
}

/** In the place of a page that the person may not open. */
export function NotAllowed() {
  const words = useFrameWords();
  return (
    <Page title={words.notAllowed}>
      <Row>
        <ButtonLink to={homeOf("life", false)}>{words.goHome}</ButtonLink>
      </Row>
    </Page>
  );
}
