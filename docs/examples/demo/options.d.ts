/** What the demo reads; whatever is left out comes from its own small platform. */
export interface DemoOptions {
    readonly billing?: string;
    readonly desired?: string;
    readonly actual?: string;
    readonly usage?: string;
    /** Where the page goes. */
    readonly page: string;
}
export declare const USAGE = "npm run demo -- [--billing FOCUS.csv] [--desired FILE --actual FILE] [--usage FILE.csv] [--page FILE.html]\n\n  --billing   a FOCUS 1.0 to 1.3 export; who owes what\n  --desired   a Terraform state, a `terraform show -json` plan, or any JSON; what should run\n  --actual    the same; what does run (a plan alone, as --desired, holds both sides)\n  --usage     CSV with the columns timestamp,value; when it runs out\n  --page      where to write the page with the charts (demo.html)";
/** A mistake of the caller: told in one line, without a stack. */
export declare class InputProblem extends Error {
}
/** Reads the command line. */
export declare function readOptions(args: readonly string[]): DemoOptions | 'help';
