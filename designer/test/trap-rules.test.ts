import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SnmpUser } from '../src/api/snmp';
import { emptySnmpUser, keepsPassword, snmpUserDraft, snmpUserFields } from '../src/lib/snmp-user-form';
import { emptyTrapRule, otherTrapRuleMessages, trapRuleDraft, trapRuleFields, trapRuleMessages } from '../src/lib/trap-rule-form';

const rule = {
  name: 'Links', order: 20, enabled: false,
  match: {
    oidPrefixes: ['1.3.6.1.6.3.1.1.5.3', '1.3.6.1.6.3.1.1.5.4'], sources: ['192.0.2.0/24'], users: ['ups'], versions: ['2c', '3'],
    variables: [{ variable: 'ifIndex', equalTo: '7' }, { variable: 'ifDescr', startsWith: 'eth' }, { variable: 'ifName', pattern: '^e' }],
  },
  then: { priority: 'High', deliver: false, start: { definitionId: 'link-down', tenant: 'acme' }, event: 'link', collapse: { seconds: 0, by: ['ifIndex'], clearOids: ['1.3.6.1.6.3.1.1.5.4'] } },
};

test('a rule goes through the form unchanged', () => {
  assert.deepEqual(trapRuleDraft(trapRuleFields(rule)), rule);
});

test('a rule that drops can do nothing else, whatever the form had before', () => {
  const fields = { ...trapRuleFields(rule), handling: 'drop' as const };

  assert.deepEqual(trapRuleDraft(fields).then, { drop: true });
  assert.equal(trapRuleFields({ then: { drop: true } }).handling, 'drop');
});

test('lists take lines and commas, and leave out what is empty', () => {
  const draft = trapRuleDraft({ ...emptyTrapRule(), sources: ' 192.0.2.1,\n\n192.0.2.2 ' });

  assert.deepEqual((draft.match as { sources: string[] }).sources, ['192.0.2.1', '192.0.2.2']);
});

test('what is written in JSON in another shape does not break the form', () => {
  for (const odd of [null, 7, [], { match: 'x', then: [] }, { match: { variables: [null, 1], sources: [3] }, order: '5' }]) {
    assert.equal(trapRuleFields(odd).order, 100);
  }
  assert.deepEqual(trapRuleFields({ match: { variables: [{}] } }).variables, [{ variable: '', comparison: 'equalTo', text: '' }]);
});

test('faults of entries stand at their field, with their place', () => {
  const errors = { 'match.sources[1]': ['is none'], 'match.variables[0]': ['odd'], then: ['strange'], order: ['too low'] };

  assert.deepEqual(trapRuleMessages(errors, 'sources'), ['Entry 2: is none']);
  assert.deepEqual(trapRuleMessages(errors, 'variables'), ['Entry 1: odd']);
  assert.deepEqual(trapRuleMessages(errors, 'order'), ['too low']);
  assert.deepEqual(otherTrapRuleMessages(errors), ['then: strange']);
});

const user: SnmpUser = { name: 'ups', securityLevel: 'authPriv', auth: 'Sha256', priv: 'Aes256', keyExtension: 'Reeder', engineIds: ['80001adc04'], isConfigured: false };

test('a user comes without passwords, and what is left empty is not sent', () => {
  const fields = snmpUserFields(user);

  assert.deepEqual([fields.authPassword, fields.privPassword], ['', '']);
  assert.deepEqual(snmpUserDraft(fields), { auth: 'Sha256', priv: 'Aes256', keyExtension: 'Reeder', engineIds: ['80001adc04'] });
  assert.equal('authPassword' in snmpUserDraft({ ...emptySnmpUser(), auth: 'None', authPassword: 'left over' }), false);
});

test('passwords stay while their protocols stay', () => {
  const fields = snmpUserFields(user);

  assert.equal(keepsPassword('auth', fields, user), true);
  assert.equal(keepsPassword('priv', { ...fields, priv: 'Aes128' }, user), false);
  assert.equal(keepsPassword('priv', { ...fields, auth: 'Sha512' }, user), false);
  assert.equal(keepsPassword('auth', fields), false);
});
