// Runs before the first paint, so that a dark console never flashes white.
(function () {
  var stored = null;
  try {
    stored = localStorage.getItem('orchestrator.theme');
  } catch {
    // Storage is blocked: the system's preference decides.
  }
  var dark = stored ? stored === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.body.setAttribute('cds-theme', dark ? 'dark' : 'light');
})();
