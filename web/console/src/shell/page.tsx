import { type ReactNode, useEffect, useRef } from "react";
import { useLocation } from "react-router";
import { useText } from "../i18n/text.tsx";

export interface PageProps {
  /** Names the page in the browser and in its heading. */
  readonly title: string;
  /** What the title stands under, for instance the plan's name. */
  readonly under?: string | undefined;
  readonly headingUnseen?: boolean;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

let lastPath: string | null = null;

/** One page: its title, its heading, and the place that the skip link leads to. */
export function Page({ title, under, headingUnseen = false, aside, children }: PageProps) {
  const { t } = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    document.title = [title, under, t("shell.product")].filter(Boolean).join(" · ");
  }, [title, under, t]);
  useEffect(() => {
    // Whoever hears the page learns that another one came; of the first page the browser tells.
    if (lastPath !== null && lastPath !== pathname) heading.current?.focus({ preventScroll: true });
    lastPath = pathname;
  }, [pathname]);
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className={headingUnseen ? "mz-aside" : "page-head"}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {aside}
      </div>
      {children}
    </main>
  );
}
