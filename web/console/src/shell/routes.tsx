import { createBrowserRouter } from "react-router";
import { Frame } from "./frame.tsx";
import { NotFound } from "./not-found.tsx";
import { PageError } from "./page-error.tsx";
import { PlanFrame } from "./plan-frame.tsx";

/** Every page is a chunk of its own; what reads loads nothing of what records. */
export function createRouter() {
  return createBrowserRouter(
    [
      {
        Component: Frame,
        ErrorBoundary: PageError,
        HydrateFallback: () => null,
        children: [
          { index: true, lazy: async () => ({ Component: (await import("../plans/plans-page.tsx")).PlansPage }) },
          {
            path: "events/:id",
            lazy: async () => ({ Component: (await import("../event/event-page.tsx")).EventPage }),
          },
          {
            path: "workbook",
            lazy: async () => ({ Component: (await import("../workbook/workbook-page.tsx")).WorkbookPage }),
          },
          { path: "plans/:slug", Component: PlanFrame, ErrorBoundary: PageError, children: planPages() },
          { path: "*", Component: NotFound },
        ],
      },
    ],
    { basename: "/console" },
  );
}

function planPages() {
  return [
    { index: true, lazy: async () => ({ Component: (await import("../plan/plan-page.tsx")).PlanPage }) },
    {
      path: "projects/:code",
      lazy: async () => ({ Component: (await import("../plan/project-page.tsx")).ProjectPage }),
    },
    {
      path: "transfers",
      lazy: async () => ({ Component: (await import("../funds/transfers-page.tsx")).TransfersPage }),
    },
    { path: "history", lazy: async () => ({ Component: (await import("../history/history-page.tsx")).HistoryPage }) },
    { path: "diff", lazy: async () => ({ Component: (await import("../history/diff-page.tsx")).DiffPage }) },
    {
      path: "workbook",
      lazy: async () => ({ Component: (await import("../workbook/workbook-page.tsx")).WorkbookPage }),
    },
    { path: "record", lazy: async () => ({ Component: (await import("../record/record-page.tsx")).RecordPage }) },
    {
      path: "record/:kind",
      lazy: async () => ({ Component: (await import("../record/record-form-page.tsx")).RecordFormPage }),
    },
  ];
}
