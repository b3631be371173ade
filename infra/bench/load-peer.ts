/**
 * A peer's module, from the folder that only this bench installs. What a subject uses of it is declared there: its
 * types are not here where the product is checked.
 */
export async function loadPeer<T>(name: string): Promise<T> {
  return (await import(name)) as T;
}
