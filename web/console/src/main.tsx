import { uiCss } from "@mingzhang/ui";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./shell/app.tsx";
import "./theme/console.css";

const shared = document.createElement("style");
shared.textContent = uiCss;
document.head.prepend(shared);

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

// After the first paint: a system with a Chinese font loads the list of slices, and none of the slices.
void import("@fontsource-variable/noto-sans-sc");
