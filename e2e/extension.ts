/**
 * Does to every page what password managers and writing aids do, and runs as their scripts do, from the first tag on:
 * marks on `html`, `body` and fields, elements of their own, and values that no key has typed. Beside a field they put
 * their buttons once the page is there. For `addInitScript`, so it stands by itself.
 */
export function extension({ email, password }: { email: string; password: string }): void {
  const mark = (element: Element, names: Record<string, string>) => {
    for (const [name, value] of Object.entries(names))
      if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  };
  const add = (parent: Element, name: string) => {
    if (parent.querySelector(`:scope > ${name}`)) return;
    const element = document.createElement(name);
    element.attachShadow({ mode: "open" }).innerHTML = "<div>Of an extension</div>";
    parent.append(element);
  };
  const fillIn = (field: HTMLInputElement, value: string) => {
    if (field.value === "" && field.dataset.filled === undefined) {
      field.dataset.filled = "";
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, value);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };
  const visit = () => {
    mark(document.documentElement, { "data-lt-installed": "true", "data-theme-by-extension": "dark" });
    if (!document.body) return;
    mark(document.body, {
      "cz-shortcut-listen": "true",
      "data-gr-ext-installed": "",
      "data-new-gr-c-s": "8",
    });
    add(document.documentElement, "com-manager-menu");
    add(document.body, "grammar-integration");
    for (const field of document.querySelectorAll<HTMLInputElement>("input, textarea")) {
      mark(field, { "data-1p-ignore": "false", "data-lt-tmp-id": "lt-1", "data-ms-editor": "true" });
      if (field.autocomplete === "username" && field.type === "email") fillIn(field, email);
      if (field.autocomplete === "current-password") fillIn(field, password);
    }
  };
  new MutationObserver(visit).observe(document, { childList: true, subtree: true });
  const besideFields = () => {
    for (const field of document.querySelectorAll("input:not([type=hidden]), textarea")) {
      const known = Object.keys(field).some((key) => key.startsWith("__react"));
      if (!known || field.nextElementSibling?.tagName === "MANAGER-BUTTON") continue;
      const button = document.createElement("manager-button");
      field.after(button);
    }
  };
  setInterval(besideFields, 50);
}
