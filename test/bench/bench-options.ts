/** What the command line says to a benchmark. */
export interface BenchOptions {
  /** Folder of the prepared store of a million appeals; made there when absent, kept for the next run. */
  keep?: string;
  /** How many appeals the heat map is measured over. */
  rows?: string;
  /** Measure over the replica that the folder holds instead of rebuilding it. */
  reuse?: boolean;
  /** Where the demo runs whose page is measured. */
  address?: string;
}
