/** How long work may go on before something else gets its turn, in milliseconds. */
const TURN = 20;

/**
 * For long work in between steps: gives timers, clicks and other requests their turn, and with them what may call the
 * work off. Most calls answer at once; one in about 20 milliseconds waits.
 */
export function takingTurns(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < TURN) return;
    await othersTurn();
    since = performance.now();
  };
}

/** The end of a channel as browsers have it, and Node too, whose types leave this out. */
type Inbox = InstanceType<typeof MessagePort> & Pick<EventTarget, 'addEventListener'>;

/** A message to oneself: unlike a timer it is not slowed down in a page that nobody looks at. */
function othersTurn(): Promise<void> {
  return new Promise((resume) => {
    if (typeof MessageChannel === 'undefined') {
      setTimeout(resume, 0);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    const inbox = port1 as Inbox;
    inbox.addEventListener('message', () => {
      inbox.close();
      resume();
    });
    inbox.start();
    port2.postMessage(undefined);
  });
}
