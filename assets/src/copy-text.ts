// <copy-text data-label data-done><input readonly></copy-text>: adds a button that copies the field.
class CopyText extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector("input");
    if (!input || !navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-primary";
    button.textContent = this.dataset["label"] ?? "";
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(input.value).catch(() => input.select());
      button.textContent = this.dataset["done"] ?? "";
      setTimeout(() => (button.textContent = this.dataset["label"] ?? ""), 2500);
    });
    this.append(button);
  }
}
customElements.define("copy-text", CopyText);
