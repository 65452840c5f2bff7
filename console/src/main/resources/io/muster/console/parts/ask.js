// A dialog that says what is about to happen, asks for what is missing, and does it.
import { Element, html, nothing } from "../app/element.js";
import { asProblem } from "../app/resource.js";
import { refused } from "./states.js";

/**
 * @typedef {object} Field
 * @property {string} name
 * @property {string} label
 * @property {"text" | "email" | "number" | "area" | "choice" | "several" | "file"} [type]
 * @property {string | string[]} [value]
 * @property {{ value: string, says: string }[]} [options] of a choice, or of several
 * @property {string} [hint]
 * @property {string} [placeholder]
 * @property {boolean} [required]
 */

/**
 * @typedef {object} Question
 * @property {string} title
 * @property {unknown} [text] what will happen
 * @property {Field[]} [fields]
 * @property {string} action the word on the button: a verb
 * @property {boolean} [danger]
 * @property {(values: Record<string, any>) => Promise<unknown>} does a refusal keeps the dialog open and is shown in it
 */

/**
 * Asks, and tells what `does` answered; undefined when the person went away.
 * @param {Question} question
 * @returns {Promise<any>}
 */
export function ask(question) {
  const dialog = /** @type {AskDialog} */ (document.createElement("ask-dialog"));
  dialog.question = question;
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("done", (event) => {
      dialog.remove();
      resolve(/** @type {CustomEvent} */ (event).detail);
    });
  });
}

class AskDialog extends Element {
  static properties = { question: { attribute: false }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** @type {Question} */ this.question = { title: "", action: "", does: async () => {} };
    /** @type {import("../app/api.js").Problem | undefined} */ this.problem = undefined;
    this.busy = false;
  }

  firstUpdated() {
    /** @type {HTMLDialogElement} */ (this.querySelector("dialog")).showModal();
  }

  render() {
    const { title, text, fields = [], action, danger } = this.question;
    return html`<dialog aria-labelledby="ask-title" @close=${() => this.tell("done", this.answer)}>
      <form @submit=${this.submit}>
        <h2 id="ask-title">${title}</h2>
        ${text ? html`<div class="soft">${text}</div>` : nothing}
        ${fields.map(fieldOf)}
        ${this.problem ? refused(this.problem) : nothing}
        <div class="buttons">
          <button type="button" @click=${() => this.querySelector("dialog")?.close()}>Cancel</button>
          <button class=${danger ? "danger" : "primary"} ?disabled=${this.busy}>${action}</button>
        </div>
      </form>
    </dialog>`;
  }

  /** @param {SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    this.busy = true;
    try {
      const values = await valuesOf(/** @type {HTMLFormElement} */ (event.target), this.question.fields ?? []);
      this.answer = (await this.question.does(values)) ?? true;
      this.querySelector("dialog")?.close();
    } catch (error) {
      this.problem = asProblem(error);
    }
    this.busy = false;
  }
}

/** @param {Field} field */
function fieldOf(field) {
  const { name, label, type = "text", hint, options = [] } = field;
  if (type === "several") {
    const chosen = new Set(field.value ?? []);
    return html`<fieldset>
      <legend>${label}</legend>
      ${options.map((it) => html`<label class="row"><input type="checkbox" name=${name} value=${it.value} ?checked=${chosen.has(it.value)} />${it.says}</label>`)}
    </fieldset>`;
  }
  return html`<label class="field">${label} ${control(type, field, options)} ${hint ? html`<small>${hint}</small>` : nothing}</label>`;
}

/** @param {string} type @param {Field} field @param {{ value: string, says: string }[]} options */
function control(type, { name, value = "", placeholder = "", required = false }, options) {
  if (type === "area") return html`<textarea name=${name} placeholder=${placeholder} ?required=${required} .value=${String(value)}></textarea>`;
  if (type === "file") return html`<input type="file" name=${name} ?required=${required} accept=".csv,.json,.txt,.xlsx" />`;
  if (type === "choice") {
    return html`<select name=${name} ?required=${required}>
      ${options.map((it) => html`<option value=${it.value} ?selected=${it.value === value}>${it.says}</option>`)}
    </select>`;
  }
  return html`<input type=${type} name=${name} placeholder=${placeholder} ?required=${required} autocomplete="off" .value=${String(value)} />`;
}

/** @param {HTMLFormElement} form @param {Field[]} fields */
async function valuesOf(form, fields) {
  const data = new FormData(form);
  /** @type {Record<string, any>} */
  const values = {};
  for (const { name, type } of fields) {
    if (type === "several") values[name] = data.getAll(name);
    else if (type === "file") values[name] = await textOf(data.get(name));
    else values[name] = String(data.get(name) ?? "").trim();
  }
  return values;
}

/** @param {unknown} file */
const textOf = async (file) => (file instanceof File && file.size > 0 ? file.text() : "");

customElements.define("ask-dialog", AskDialog);
