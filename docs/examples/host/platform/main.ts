/** The stand-in services as a process: `PORT=8080 npx tsx platform/main.ts`. Its data are those of yesterday's night. */
import { sampleWorld } from './sample-world.js';
import { servePlatform } from './serve.js';
import { Inbox } from './world.js';

const today = new Date().toISOString().slice(0, 10);
const { url } = await servePlatform(
  { world: sampleWorld(process.env['NIGHT'] ?? today), inbox: new Inbox(), pageSize: 50 },
  Number(process.env['PORT'] ?? 8080),
);
console.log(`the stand-in services listen at ${url}; end them with Ctrl+C`);
