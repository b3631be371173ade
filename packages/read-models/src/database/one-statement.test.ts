import { expect, it } from "vitest";
import { inOneStatement, type LastStatement } from "./one-statement.ts";

const last: LastStatement = {
  name: "last",
  text: (parts, after) => `with ${parts}done as (update t set a = $1 where b = $2 and ${after}) select 1`,
  values: ["a", "b"],
};

it("is the last statement alone where there are no parts", () => {
  expect(inOneStatement([], last)).toBe("with done as (update t set a = $1 where b = $2 and true) select 1");
});

it("numbers the parameters of the parts behind those of the last statement, which waits for all of them", () => {
  const parts = [
    { name: "one", text: "insert into u values ($1, $2)", values: [1, 2] },
    { name: "two", text: "insert into v values ($1, $1)", values: [3] },
  ];
  expect(inOneStatement(parts, last)).toBe(
    "with part_0 as (insert into u values ($3, $4) returning 1), " +
      "part_1 as (insert into v values ($5, $5) returning 1), " +
      "done as (update t set a = $1 where b = $2 and exists (select from part_0) " +
      "and exists (select from part_1)) select 1",
  );
});
