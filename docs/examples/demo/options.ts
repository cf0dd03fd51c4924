import { parseArgs } from 'node:util';

/** What the demo reads; whatever is left out comes from its own small platform. */
export interface DemoOptions {
  readonly billing?: string;
  readonly desired?: string;
  readonly actual?: string;
  readonly usage?: string;
  /** Where the page goes. */
  readonly page: string;
}

export const USAGE = `npm run demo -- [--billing FOCUS.csv] [--desired FILE --actual FILE] [--usage FILE.csv] [--page FILE.html]

  --billing   a FOCUS 1.0 to 1.3 export; who owes what
  --desired   a Terraform state, a \`terraform show -json\` plan, or any JSON; what should run
  --actual    the same; what does run (a plan alone, as --desired, holds both sides)
  --usage     CSV with the columns timestamp,value; when it runs out
  --page      where to write the page with the charts (demo.html)`;

/** A mistake of the caller: told in one line, without a stack. */
export class InputProblem extends Error {}

/** Reads the command line. */
export function readOptions(args: readonly string[]): DemoOptions | 'help' {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({
      args: [...args],
      options: {
        billing: text,
        desired: text,
        actual: text,
        usage: text,
        page: text,
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help === true) return 'help';
    if (values.actual !== undefined && values.desired === undefined) {
      throw new InputProblem('--actual needs --desired to be compared with');
    }
    return { ...values, page: values.page ?? 'demo.html' };
  } catch (cause) {
    if (cause instanceof InputProblem) throw cause;
    throw new InputProblem(cause instanceof Error ? cause.message : String(cause));
  }
}
