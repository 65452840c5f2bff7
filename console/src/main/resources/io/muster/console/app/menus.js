// Menus are `<details class="menu">`: one at a time, closed by a click elsewhere, a choice, or Escape.

/** @returns {NodeListOf<HTMLDetailsElement>} */
const opened = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", ({ target }) => {
  const at = /** @type {Element} */ (target);
  for (const menu of opened()) {
    const chosen = at.closest(".panel :is(a, button)");
    if (chosen || !menu.contains(at)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of opened()) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});
