// Playing a simulator: every control of every screen is touched once, with the pointer, with forms alone or with the keyboard alone.

/** Controls in the order of the page: their field's name, what they are, and the screen they stand on. */
export const controlsOf = (page) =>
  page.locator("job-tool").evaluate((tool) => {
    const panels = [...tool.querySelectorAll(".tool-panel")];
    return [...tool.querySelectorAll(".tool-control")].map((box) => {
      const field = box.querySelector("input[name], select[name]");
      const boxes = box.querySelectorAll("input[name]").length;
      const what = field.tagName === "SELECT" ? "turn" : field.type === "text" ? "entry" : field.type === "radio" ? "radio" : boxes > 1 ? "rows" : "box";
      return { name: field.name, what, found: field.type === "text" ? field.value : field.checked, number: field.inputMode === "decimal", panel: panels.indexOf(box.closest(".tool-panel")) };
    });
  });

/** The words typed into an entry. */
const typed = (control) => (control.number ? "12" : "un mot");

/** Touches every control with pointer and native fields; `plain` is for a browser without JavaScript. */
export async function playTool(page, { press = (target) => target.click(), plain = false } = {}) {
  const controls = await controlsOf(page);
  const tabs = page.locator('job-tool [role="tab"]');
  let turn = 0;
  for (const control of controls) {
    if (await tabs.count()) await press(tabs.nth(control.panel));
    const field = page.locator(`job-tool [name="${control.name}"]`);
    const around = (input) => page.locator("job-tool label").filter({ has: input });
    switch (control.what) {
      case "entry":
        await field.fill(typed(control));
        break;
      case "turn":
        turn += 1;
        if (plain) await field.selectOption(String(turn));
        else await press(page.locator(`.tool-control:has([name="${control.name}"]) .tool-do`));
        break;
      case "radio":
      case "rows": {
        const last = (await field.last().isChecked()) ? field.first() : field.last();
        const at = (await field.last().isChecked()) ? 0 : -1;
        const id = await last.getAttribute("id");
        await press(id ? page.locator(`label[for="${id}"]`) : around(page.locator(`[name="${control.name}"]`)).nth(at));
        break;
      }
      default:
        await press(around(page.locator(`[name="${control.name}"]`)));
    }
  }
  return controls;
}
