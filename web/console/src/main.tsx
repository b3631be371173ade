import { uiCss } from "@mingzhang/ui";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./shell/app.tsx";
import { prepareChineseFont } from "./theme/chinese-font.ts";
import "./theme/console.css";

const shared = document.createElement("style");
shared.textContent = uiCss;
document.head.prepend(shared);
await prepareChineseFont();

const root = document.getElementById("root");
if (!root) throw new Error("the page has no root");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
