import type { SnmpUser, SnmpUserDraft } from '../api/snmp';

export const authProtocols = ['None', 'Md5', 'Sha1', 'Sha224', 'Sha256', 'Sha384', 'Sha512'] as const;
export const privProtocols = ['None', 'Des', 'Aes128', 'Aes192', 'Aes256'] as const;
export const keyExtensions = ['Blumenthal', 'Reeder'] as const;

export interface SnmpUserFields {
  name: string;
  auth: string;
  authPassword: string;
  priv: string;
  privPassword: string;
  keyExtension: string;
  /** One per line. */
  engineIds: string;
}

export function emptySnmpUser(): SnmpUserFields {
  return { name: '', auth: 'Sha256', authPassword: '', priv: 'Aes128', privPassword: '', keyExtension: 'Blumenthal', engineIds: '' };
}

/** Passwords are empty: they are never told, and stay when they are left empty. */
export function snmpUserFields(user: SnmpUser): SnmpUserFields {
  return { ...emptySnmpUser(), name: user.name, auth: user.auth, priv: user.priv, keyExtension: user.keyExtension, engineIds: user.engineIds.join('\n') };
}

export function snmpUserDraft(fields: SnmpUserFields): SnmpUserDraft {
  return {
    auth: fields.auth,
    ...(fields.auth !== 'None' && fields.authPassword && { authPassword: fields.authPassword }),
    priv: fields.priv,
    ...(fields.priv !== 'None' && fields.privPassword && { privPassword: fields.privPassword }),
    keyExtension: fields.keyExtension,
    engineIds: fields.engineIds.split(/[\n,\s]+/).filter((id) => id.length > 0),
  };
}

/** Whether the password may be left empty: the user exists with the same protocols, so its key stays. */
export function keepsPassword(kind: 'auth' | 'priv', fields: SnmpUserFields, before?: SnmpUser): boolean {
  return before !== undefined && before.auth === fields.auth && (kind === 'auth' || before.priv === fields.priv);
}
