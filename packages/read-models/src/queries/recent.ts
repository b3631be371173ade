/** Keeps the answers asked for last, at most `size` of them; what fails is forgotten, what is under way is shared. */
export function recent<T>(size: number): (key: string, make: () => Promise<T>) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (key, make) => {
    const answer = answers.get(key) ?? make();
    answers.delete(key);
    answers.set(key, answer);
    answer.catch(() => {
      if (answers.get(key) === answer) answers.delete(key);
    });
    const oldest = answers.keys().next().value;
    if (answers.size > size && oldest !== undefined) answers.delete(oldest);
    return answer;
  };
}
