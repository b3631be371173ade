import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  base: "/console/",
  plugins: [react()],
  server: { proxy: { "/graphql": "http://localhost:8080" } },
  build: { target: "es2022", chunkSizeWarningLimit: 900, sourcemap: false },
});
