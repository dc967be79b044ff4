"use strict";
// Small additions: every page works without them.
(() => {
  // files that are dropped anywhere on their field, and what was chosen
  const field = document.querySelector("[data-drop]");
  if (field) {
    const input = field.querySelector("input"), told = field.querySelector("[data-chosen]");
    const tell = () => {
      const names = [...input.files].map((file) => file.name);
      told.textContent = names.length > 8 ? `${names.length} files: ${names.slice(0, 8).join(", ")} …` : names.join(", ");
    };
    input.addEventListener("change", tell);
    for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
      field.addEventListener(kind, (event) => {
        event.preventDefault();
        field.classList.toggle("over", kind === "dragenter" || kind === "dragover");
        if (kind === "drop" && event.dataTransfer.files.length) { input.files = event.dataTransfer.files; tell(); }
      });
    }
  }

  // work that goes on beside the page: ask how far it is, and show the page anew when it is over
  const state = document.querySelector("[data-job]");
  if (state) {
    const look = async () => {
      try {
        const job = await (await fetch(`/jobs/${state.dataset.job}.json`)).json();
        if (job.state === "done" || job.state === "failed") { location.reload(); return; }
        const bar = state.querySelector("progress");
        if (job.total) { bar.max = job.total; bar.value = job.done; }
        state.querySelector("[data-told]").textContent = job.total ? `${job.done} of ${job.total} articles read` : "Starting";
      } catch { /* the server is busy or gone: ask again */ }
      setTimeout(look, 700);
    };
    setTimeout(look, 400);
  }
})();
