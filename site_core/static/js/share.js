// "Copy the link" is shown only where the browser can copy: with this file, and over https (or on localhost).

const DONE = "The link is copied.";
const FAILED = "Your browser did not let us copy it. The link is in its address bar.";

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    const said = button.closest(".share").querySelector("[role=status]");
    button.closest("[data-copy-item]").hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
        said.textContent = DONE;
      } catch {
        said.textContent = FAILED;
      }
    });
  }
}
