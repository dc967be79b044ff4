"use strict";
// Small additions: every page works without them.
(() => {
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
