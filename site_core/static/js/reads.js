// Tells the site that somebody reads this page: its number and nothing else. It sets no cookie, keeps nothing, and
// stays silent when the browser asks not to be counted. What becomes of it: site_core/pages/reads.

const SECONDS = 5;
const page = document.body.dataset.page;
const declines = navigator.globalPrivacyControl || navigator.doNotTrack === "1" || navigator.webdriver;

if (page && !declines) {
  let timer;
  const tell = () => {
    document.removeEventListener("visibilitychange", watch);
    navigator.sendBeacon("/reads/", page);
  };
  // Only a page that somebody looks at is read: one in a tab behind, or fetched ahead, waits.
  const watch = () => {
    clearTimeout(timer);
    if (document.visibilityState === "visible") timer = setTimeout(tell, SECONDS * 1000);
  };
  document.addEventListener("visibilitychange", watch);
  watch();
}
