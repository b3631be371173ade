import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The product that `pnpm dev` talks to. */
const product = process.env["MINGZHANG_URL"] ?? "http://localhost:8080";
const proxy = { "/graphql": product, "/api/evidence": product, "/evidence": product };

export default defineConfig({
  base: "/console/",
  plugins: [react()],
  server: { proxy },
  preview: { proxy },
  build: { target: "es2022", chunkSizeWarningLimit: 900 },
});
