import { isIP } from 'node:net';
import { OperatorError } from '../operator-error.ts';

/** What a server is called: `satchel.local`, `10.20.0.5`. */
export interface HostNames {
  dns: string[];
  ip: string[];
}

const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
const HOST = new RegExp(`^${LABEL}(\\.${LABEL})*$`);
/** To a browser what ends so is an address, or nothing: URL Standard, "ends in a number". */
const ENDS_IN_A_NUMBER = /(^|\.)\d+$/;

const isName = (name: string) => name.length <= 253 && HOST.test(name) && !ENDS_IN_A_NUMBER.test(name);

/** @throws OperatorError for what is neither a name nor an address, or when there is nothing */
export function readHostNames(given: readonly string[]): HostNames {
  const names = [...new Set(given.map((name) => name.toLowerCase()))];
  const wrong = names.find((name) => isIP(name) === 0 && !isName(name));
  if (wrong !== undefined)
    throw new OperatorError(`${wrong} is neither a name like satchel.local nor an address like 10.20.0.5`);
  if (names.length === 0) throw new OperatorError('say with --host what the devices call this server');
  return { dns: names.filter((name) => isIP(name) === 0), ip: names.filter((name) => isIP(name) !== 0) };
}

export const allNames = ({ dns, ip }: HostNames): string[] => [...dns, ...ip];
