import { isIPv4 } from 'node:net';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  NameConstraints,
} from '@peculiar/asn1-x509';
import { Extension } from '@peculiar/x509';
import type { HostNames } from './host-names.ts';

const ALL_V4 = '0.0.0.0/0';
const ALL_V6 = '::/0';
/** Nobody's (RFC 6761 §6.4). An authority that names no name could otherwise vouch for every one. */
const NO_NAME = 'satchel.invalid';

/**
 * Lets an authority vouch for these names and no others (RFC 5280 §4.2.1.10). A school gives it to every device, which must
 * not mean that whoever copies its key can pose as anybody's bank.
 */
export function nameConstraints({ dns, ip }: HostNames): Extension {
  const whole = (address: string) => `${address}/${isIPv4(address) ? 32 : 128}`;
  const permitted = [
    ...(dns.length > 0 ? dns : [NO_NAME]).map((dNSName) => new GeneralName({ dNSName })),
    ...ip.map((address) => new GeneralName({ iPAddress: whole(address) })),
  ];
  // A kind of name of which nothing is permitted is not restricted at all, unless it is excluded.
  const excluded = [
    ...(ip.some(isIPv4) ? [] : [ALL_V4]),
    ...(ip.some((address) => !isIPv4(address)) ? [] : [ALL_V6]),
  ].map((iPAddress) => new GeneralName({ iPAddress }));
  const constraints = new NameConstraints({
    permittedSubtrees: subtrees(permitted),
    ...(excluded.length > 0 && { excludedSubtrees: subtrees(excluded) }),
  });
  return new Extension(id_ce_nameConstraints, true, AsnConvert.serialize(constraints));
}

const subtrees = (names: GeneralName[]) => new GeneralSubtrees(names.map((base) => new GeneralSubtree({ base })));
