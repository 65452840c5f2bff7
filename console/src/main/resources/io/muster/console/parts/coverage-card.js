// What was looked at in time, and what nobody has seen.
import { html, nothing } from "../app/element.js";
import { roll } from "../app/router.js";
import { count, named, number } from "../app/words.js";
import { empty } from "./states.js";

/** @typedef {import("../app/outlook-types.js").Covered} Covered */

/** @param {Covered} it */
export const coverageCard = (it) => html`<section class="card">
  <header><h2>Coverage</h2><small>${typeof it.value === "number" ? html`<b>${number(Math.round(it.value * 10) / 10)} %</b> of ${count(it.places ?? 0, "known place")} were looked at in time · <a class="link" href=${roll(it.q)}>what was not</a>` : "no place is known yet"}</small></header>
  ${it.unseen.length === 0
    ? empty("What is unseen cannot be estimated yet.", "Two sources that look differently, such as files and TLS, tell it by how much they see alike.")
    : html`<div class="scroll-x" tabindex="0" role="group" aria-label="Estimate of what is unseen"><table class="plain-table">
        <thead><tr><th scope="col">Type</th><th scope="col" class="number">Seen</th><th scope="col" class="number">There are about</th><th scope="col" class="wide">Sources</th><th scope="col" class="reading">Reading</th></tr></thead>
        <tbody>${it.unseen.map(
          (one) => html`<tr>
            <td>${named(one.type)}</td>
            <td class="number">${number(one.seen)}</td>
            <td class="number">${typeof one.estimate === "number" ? html`${number(one.estimate)} <span class="faint nowrap">${number(one.low ?? 0)} to ${number(one.high ?? 0)}</span>` : nothing}</td>
            <td class="wide soft">${one.sources.map((source) => (source === "*" ? "all others" : source)).join(", ")}</td>
            <td class="soft reading">${one.reading}</td>
          </tr>`,
        )}</tbody>
      </table></div>
      <p class="faint">${it.assumption}</p>`}
</section>`;
