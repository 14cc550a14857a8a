const styles = new Map<string, Promise<unknown>>();

/**
 * Loads a part of the app once its styles are there. Vite's own helper for this also asks for scripts ahead and knows
 * nonces, which is a kilobyte before the first question.
 *
 * @param styled addresses of stylesheets, relative to the app's root
 * @throws (rejects) when the part, or a style of it, does not come; the next call asks again
 */
export async function loadPart<T>(load: () => Promise<T>, styled: readonly string[] = []): Promise<T> {
  await Promise.all(styled.map((file) => styles.get(file) ?? loadStyle(file)));
  return await load();
}

function loadStyle(file: string): Promise<unknown> {
  const link = document.createElement('link');
  const loading = new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => {
      styles.delete(file);
      link.remove();
      reject(new Error(`no ${file}`));
    };
  });
  link.rel = 'stylesheet';
  link.href = `/${file}`;
  document.head.append(link);
  styles.set(file, loading);
  return loading;
}
