import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A server's machine and a device's, each with a network of its own, and a cable between them that leads nowhere else. */
export interface Lan {
  /** What comes before a command that is to run on the server's machine. */
  onServer: string[];
  /**
   * A program that runs another one on the device: as a machine that its school manages with these policies of Chromium, and
   * that knows the server by its name.
   */
  deviceProgram(program: string, policies: object): string;
  unplug(): void;
  plugIn(): void;
  close(): void;
}

const SERVER_IP = '10.93.0.1';
const DEVICE_IP = '10.93.0.2';

const run = (line: string) => execFileSync('sh', ['-ec', line], { stdio: 'pipe' });

/** Network namespaces take root, and a container may forbid them to root too; policies are read by Debian's Chromium there. */
export function canMakeLan(): boolean {
  const name = `satchel-try-${process.pid}`;
  try {
    run(`ip netns add ${name}; ip netns del ${name}; unshare -m mount -t tmpfs none /etc/chromium`);
    return true;
  } catch {
    console.log('No network namespaces can be made here: the test with a browser on a LAN is not part of this run.');
    return false;
  }
}

/** @param directory of the test, for its files @param hostName by which the device knows the server */
export function openLan(directory: string, hostName: string): Lan {
  const [server, device] = [`satchel-s-${process.pid}`, `satchel-d-${process.pid}`];
  const cable = `sat${process.pid}`;
  run(`
    ip netns add ${server}; ip netns add ${device}
    ip link add ${cable} netns ${server} type veth peer name ${cable} netns ${device}
    ip -n ${server} addr add ${SERVER_IP}/24 dev ${cable}; ip -n ${device} addr add ${DEVICE_IP}/24 dev ${cable}
    for name in ${server} ${device}; do ip -n $name link set lo up; ip -n $name link set ${cable} up; done`);
  return {
    onServer: ['ip', 'netns', 'exec', server],
    deviceProgram(program, policies) {
      const managed = join(directory, 'policies', 'managed');
      mkdirSync(managed, { recursive: true });
      writeFileSync(join(managed, 'school.json'), JSON.stringify(policies));
      writeFileSync(join(directory, 'hosts'), `127.0.0.1 localhost\n${SERVER_IP} ${hostName}\n`);
      const path = join(directory, 'on-the-device');
      // Policies and names lie at fixed places, and are these for this one process and its children.
      const script = `#!/bin/sh
exec ip netns exec ${device} unshare -m sh -ec '
mount --bind ${join(directory, 'hosts')} /etc/hosts
mount -t tmpfs none /etc/chromium
cp -r ${join(directory, 'policies')} /etc/chromium
exec "$@"' sh ${program} "$@"
`;
      writeFileSync(path, script, { mode: 0o755 });
      return path;
    },
    unplug: () => void run(`ip -n ${device} link set ${cable} down`),
    plugIn: () => void run(`ip -n ${device} link set ${cable} up`),
    close: () => void run(`ip netns del ${server}; ip netns del ${device}`),
  };
}
