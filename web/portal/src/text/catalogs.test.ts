import { catalogFaults } from "@mingzhang/ui";
import { describe, expect, it } from "vitest";
import { catalogs } from "./catalogs.ts";

describe("the portal's words", () => {
  it("have no fault in any language", () => {
    expect(catalogFaults(catalogs)).toEqual([]);
  });
});
