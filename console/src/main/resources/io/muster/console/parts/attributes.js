// Custom attributes as people edit them: one a line, `name=value`. Pure.

/** @param {Record<string, string>} attributes */
export const attributeLines = (attributes) =>
  Object.entries(attributes ?? {}).map(([name, value]) => `${name}=${value}`).join("\n");

/** @param {string} text */
export const attributesOf = (text) =>
  Object.fromEntries(
    text.split("\n").filter((it) => it.includes("=")).map((it) => [it.slice(0, it.indexOf("=")).trim(), it.slice(it.indexOf("=") + 1).trim()]),
  );
