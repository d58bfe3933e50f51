// Fetches a part of the wasm. The page that asked for it waits, and the one before stays, so it never gives up:
// the wasm side could not go on after a failure.

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;

let underWay = 0;

/** The answer with the part, once there is one. */
export async function fetchPart(url) {
  show(+1);
  try {
    return await fetched(url);
  } finally {
    show(-1);
  }
}

async function fetched(url) {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return response;
    // Gone from the server: a newer version is there, and reloading the page leads to it.
    if (response?.status === 404) window.dispatchEvent(new Event("gongdan:update"));
    await someTime(pause);
  }
}

/** While anything is under way the page shows a bar, once people can see that it takes time. */
function show(change) {
  underWay += change;
  document.documentElement.toggleAttribute("data-fetching", underWay > 0);
}

/** Waits, but not longer than until the network is back. */
function someTime(pause) {
  return new Promise((done) => {
    const timer = setTimeout(ended, pause);
    window.addEventListener("online", ended);
    function ended() {
      clearTimeout(timer);
      window.removeEventListener("online", ended);
      done();
    }
  });
}
