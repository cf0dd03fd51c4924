/** How long work may go on before something else gets its turn, in milliseconds. */
const MAX_BLOCKING_MS = 20;

/**
 * For long work in between steps: gives timers, clicks and other requests their turn, and with them what may call the
 * work off. Most calls answer at once; one in about 20 milliseconds waits.
 */
export function createYielder(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < MAX_BLOCKING_MS) return;
    await yieldToEventLoop();
    since = performance.now();
  };
}

/** The end of a channel as browsers have it, and Node too, whose types leave this out. */
type ReceivingPort = InstanceType<typeof MessagePort> & Pick<EventTarget, 'addEventListener'>;

/** A message to oneself: unlike a timer it is not slowed down in a page that nobody looks at. */
function yieldToEventLoop(): Promise<void> {
  return new Promise((resume) => {
    if (typeof MessageChannel === 'undefined') {
      setTimeout(resume, 0);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    const inbox = port1 as ReceivingPort;
    inbox.addEventListener('message', () => {
      inbox.close();
      resume();
    });
    inbox.start();
    port2.postMessage(undefined);
  });
}
