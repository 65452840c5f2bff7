// What is shown when there is nothing to show: not yet, never, or not this time.
import { html, nothing } from "../app/element.js";

/**
 * What there is, or why there is not. An older value stays under a refusal, with a word about it.
 * @template T
 * @param {import("../app/resource.js").Resource<T>} resource
 * @param {(value: T) => unknown} show
 * @param {unknown} [waiting] keeps the layout until the first answer
 */
export function shown(resource, show, waiting = lines(4)) {
  if (resource.value !== undefined) {
    return html`${resource.problem ? refused(resource.problem, resource.reload) : nothing}${show(resource.value)}`;
  }
  return resource.problem ? refused(resource.problem, resource.reload) : waiting;
}

/** @param {number} n */
export const lines = (n) =>
  html`<div class="waiting" role="status">
    <span class="only-spoken">Loading</span>
    ${Array.from({ length: n }, () => html`<i></i>`)}
  </div>`;

/** @param {import("../app/api.js").Problem} problem @param {() => void} [again] */
export const refused = (problem, again) =>
  html`<div class="refused" role="alert">
    <strong>${problem.title}</strong>
    ${problem.detail ? html`<p>${problem.detail}</p>` : nothing}
    <p class="faint">
      ${again && problem.status !== 404 ? html`<button @click=${again}>Try again</button>` : nothing}
      ${problem.requestId ? html`Request <code>${problem.requestId}</code>` : nothing}
    </p>
  </div>`;

/** Nothing there, and how that would change. @param {string} title @param {unknown} [hint] */
export const empty = (title, hint = nothing) =>
  html`<div class="empty"><p>${title}</p>${hint === nothing ? nothing : html`<p class="soft">${hint}</p>`}</div>`;
