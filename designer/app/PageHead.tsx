import "./page.css";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useWords } from "../words/i18n.ts";
import { useTitle } from "./useTitle.ts";

/** The head of a view: where it hangs, what it is called, what can be done with it. */
export function PageHead({
  title,
  above,
  sub,
  children,
}: {
  title: string;
  above?: { href: string; title: string }[];
  sub?: ReactNode;
  children?: ReactNode;
}) {
  const { t } = useWords();
  useTitle(title);
  return (
    <header className="head">
      <div>
        {above ? (
          <nav className="above" aria-label={t("shell.above")}>
            {above.map((one) => (
              <Link key={one.href} href={one.href}>
                {one.title}
              </Link>
            ))}
          </nav>
        ) : null}
        <h1>{title}</h1>
        {sub ? <div className="sub">{sub}</div> : null}
      </div>
      {children ? <div className="head-actions">{children}</div> : null}
    </header>
  );
}

/** A part of a view, with its title. */
export function Section({
  title,
  id,
  aside,
  children,
}: {
  title: string;
  id?: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="section" aria-label={title} id={id}>
      <div className="section-head">
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
