import { Link, type LinkProps } from "react-router";
import { useViewPath } from "./use-view.ts";

export interface ViewLinkProps extends Omit<LinkProps, "to"> {
  readonly to: string;
  readonly params?: Readonly<Record<string, string | null>>;
}

/** A link inside the console that keeps both dates, the unit and the language. */
export function ViewLink({ to, params, ...rest }: ViewLinkProps) {
  const path = useViewPath();
  return <Link to={path(to, params)} {...rest} />;
}
