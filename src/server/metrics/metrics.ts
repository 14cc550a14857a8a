import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { SyncAnswer } from '../../shared/contract/set-responses.ts';
import type { StoreObserver } from '../store/store-observer.ts';

/** Seconds: a request that is answered from memory, up to one that a device gives up on. */
const REQUEST_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** Seconds: from a solid disk to one that keeps everybody waiting. */
const COMMIT_SECONDS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5];
const JOBS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

/** What a server counts of its own work. Labels are patterns, verbs and kinds: never an id, nor anything of a student. */
export interface Metrics {
  store: StoreObserver;
  requestBegan(): void;
  /** @param route its pattern, or `none` */
  requestEnded(request: { route: string; method: string; status: number; seconds: number }): void;
  /** A batch of a device was answered, after its commit. */
  batchAnswered(outcome: SyncAnswer['outcome'], answers: number): void;
  clockJumped(): void;
  /** Everything, in the text format of Prometheus 0.0.4. */
  render(): Promise<string>;
}

export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

export interface MetricsOptions {
  /** Asked when the metrics are read. */
  isReady: () => boolean;
  /** Also of the process: event loop, memory, garbage collection, processor. */
  ofProcess: boolean;
  /** Of the certificate that the server shows, in epoch milliseconds. */
  certificateExpires?: number | undefined;
}

export function createMetrics({ isReady, ofProcess, certificateExpires }: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (ofProcess) collectDefaultMetrics({ register: registry });
  const inFlight = counted('satchel_http_in_flight', 'Requests that have no answer yet', registers);
  const requests = new Histogram({
    name: 'satchel_http_request_seconds',
    help: 'From the head of a request to the head of its answer',
    labelNames: ['route', 'method', 'status'] as const,
    buckets: REQUEST_SECONDS,
    registers,
  });
  const batches = new Counter({
    name: 'satchel_batches_total',
    help: 'Batches of devices that were answered, by outcome',
    labelNames: ['outcome'] as const,
    registers,
  });
  const answers = new Counter({
    name: 'satchel_answers_total',
    help: 'Answers in those batches, repeats among them: applied ones count, stranded ones are kept for staff',
    labelNames: ['outcome'] as const,
    registers,
  });
  const jumps = new Counter({ name: 'satchel_clock_jumps_total', help: 'Times that the clock was set', registers });
  new Gauge({
    name: 'satchel_ready',
    help: '0 while the server is stopping, or its clock was just set',
    registers,
    collect() {
      this.set(isReady() ? 1 : 0);
    },
  });
  if (certificateExpires !== undefined) {
    new Gauge({
      name: 'satchel_certificate_expires_timestamp_seconds',
      help: 'When the certificate expires that the server shows, in seconds since 1970',
      registers,
    }).set(certificateExpires / 1000);
  }
  return {
    store: storeMetrics(registers),
    requestBegan: () => inFlight.add(1),
    requestEnded: ({ route, method, status, seconds }) => {
      inFlight.add(-1);
      requests.observe({ route, method, status }, seconds);
    },
    batchAnswered: (outcome, count) => {
      batches.inc({ outcome });
      answers.inc({ outcome }, count);
    },
    clockJumped: () => jumps.inc(),
    render: () => registry.metrics(),
  };
}

/** A gauge that is set when the metrics are read: each time that one is moved, its library takes the labels apart that it may have. */
function counted(name: string, help: string, registers: Registry[]): { add: (count: number) => void } {
  let now = 0;
  new Gauge({
    name,
    help,
    registers,
    collect() {
      this.set(now);
    },
  });
  return {
    add: (count) => {
      now += count;
    },
  };
}

function storeMetrics(registers: Registry[]): StoreObserver {
  const waiting = counted(
    'satchel_store_writes_waiting',
    'Writes that were accepted and are not on disk yet',
    registers,
  );
  const commits = new Histogram({
    name: 'satchel_store_commit_seconds',
    help: 'What a commit takes, of which most is waiting for the disk; over PostgreSQL with the writes that go along with it',
    buckets: COMMIT_SECONDS,
    registers,
  });
  const jobs = new Histogram({
    name: 'satchel_store_commit_jobs',
    help: 'Writes that share a commit',
    buckets: JOBS,
    registers,
  });
  const lost = new Counter({
    name: 'satchel_store_writes_lost_total',
    help: 'Writes that were refused because the store took none; nobody was told that they are kept',
    registers,
  });
  const again = new Counter({
    name: 'satchel_store_tries_again_total',
    help: 'Transactions of PostgreSQL that run again because another was in the way',
    registers,
  });
  return {
    accepted: () => waiting.add(1),
    settled: () => waiting.add(-1),
    committed: (count, seconds) => {
      commits.observe(seconds);
      jobs.observe(count);
    },
    lost: () => lost.inc(),
    triedAgain: () => again.inc(),
  };
}
