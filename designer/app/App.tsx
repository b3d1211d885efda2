import "../words/i18n.ts";
import { lazy, Suspense, useEffect } from "react";
import { App as AntApp, ConfigProvider } from "antd";
import { antdLocales } from "./antd-locales.ts";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Route, Switch } from "wouter";
import { ServerProblem } from "../api/client.ts";
import { antdTheme } from "../theme.ts";
import { useWords } from "../words/i18n.ts";
import { useAppearance } from "./appearance.ts";
import { Boundary } from "./Boundary.tsx";
import { PageHead } from "./PageHead.tsx";
import { SessionProvider } from "./session.tsx";
import { Shell } from "./Shell.tsx";
import { Waiting } from "./states.tsx";

const HomePage = lazy(() => import("../home/HomePage.tsx"));
const InboxPage = lazy(() => import("../inbox/InboxPage.tsx"));
const ProceduresPage = lazy(() => import("../procedures/ProceduresPage.tsx"));
const ProcedurePage = lazy(() => import("../procedures/ProcedurePage.tsx"));
const OpenPage = lazy(() => import("../open/OpenPage.tsx"));
const CasesPage = lazy(() => import("../cases/CasesPage.tsx"));
const CasePage = lazy(() => import("../case/CasePage.tsx"));
const RecordPage = lazy(() => import("../record/RecordPage.tsx"));
const MeasuresPage = lazy(() => import("../measures/MeasuresPage.tsx"));
const MeasurePage = lazy(() => import("../measures/MeasurePage.tsx"));
const RegistersPage = lazy(() => import("../registers/RegistersPage.tsx"));
const StandingPage = lazy(() => import("../standing/StandingPage.tsx"));
const LeavingPage = lazy(() => import("../leaving/LeavingPage.tsx"));
const NoticesPage = lazy(() => import("../notices/NoticesPage.tsx"));
const DraftsPage = lazy(() => import("../editor/drafts/DraftsPage.tsx"));
const DraftPage = lazy(() => import("../editor/drafts/DraftPage.tsx"));
const VersionsPage = lazy(() => import("../editor/versions/VersionsPage.tsx"));
const EditorPage = lazy(() => import("../editor/EditorPage.tsx"));

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      // What the server refuses it would refuse again; only what did not arrive is asked for again.
      retry: (count, error) =>
        count < 2 &&
        (!(error instanceof ServerProblem) || error.problem.status === 0 || error.problem.status === 503),
    },
  },
});

export function App() {
  const { language, t } = useWords();
  const { brightness, turn } = useAppearance();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <ConfigProvider
      theme={antdTheme(brightness)}
      locale={antdLocales[language]}
      button={{ autoInsertSpace: false }}
    >
      <AntApp component={false}>
        <QueryClientProvider client={client}>
          <SessionProvider>
            <Shell turnTheme={turn} dark={brightness === "dark"}>
              <Boundary>
                <Suspense fallback={<Waiting />}>
                  <Switch>
                    <Route path="/" component={HomePage} />
                    <Route path="/inbox" component={InboxPage} />
                    <Route path="/procedures" component={ProceduresPage} />
                    <Route path="/procedures/:id">
                      {({ id }) => <ProcedurePage key={id} id={decodeURIComponent(id)} />}
                    </Route>
                    <Route path="/procedures/:id/open">
                      {({ id }) => <OpenPage key={id} id={decodeURIComponent(id)} />}
                    </Route>
                    <Route path="/cases" component={CasesPage} />
                    <Route path="/cases/:id">
                      {({ id }) => <CasePage key={id} id={decodeURIComponent(id)} />}
                    </Route>
                    <Route path="/cases/:id/record">
                      {({ id }) => <RecordPage key={id} id={decodeURIComponent(id)} />}
                    </Route>
                    <Route path="/measures" component={MeasuresPage} />
                    <Route path="/measures/:id">
                      {({ id }) => <MeasurePage key={id} id={decodeURIComponent(id)} />}
                    </Route>
                    <Route path="/registers/:id?">
                      {({ id }) => (
                        <RegistersPage id={id === undefined ? undefined : decodeURIComponent(id)} />
                      )}
                    </Route>
                    <Route path="/notices" component={NoticesPage} />
                    <Route path="/designer" component={DraftsPage} />
                    <Route path="/designer/:procedure/versions">
                      {({ procedure }) => (
                        <VersionsPage key={procedure} procedure={decodeURIComponent(procedure)} />
                      )}
                    </Route>
                    <Route path="/designer/:procedure/:draft">
                      {({ procedure, draft }) => (
                        <DraftPage
                          key={draft}
                          procedure={decodeURIComponent(procedure)}
                          id={decodeURIComponent(draft)}
                        />
                      )}
                    </Route>
                    <Route path="/designer/:procedure">
                      {({ procedure }) => (
                        <EditorPage key={procedure} procedure={decodeURIComponent(procedure)} />
                      )}
                    </Route>
                    <Route path="/standing" component={StandingPage} />
                    <Route path="/leaving" component={LeavingPage} />
                    <Route>
                      <PageHead title={t("state.nowhere")} sub={t("state.nowhereHint")} />
                    </Route>
                  </Switch>
                </Suspense>
              </Boundary>
            </Shell>
          </SessionProvider>
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
