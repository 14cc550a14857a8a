import { describe, expect, it } from 'vitest';
import { readSettings, SettingsError } from '../../src/server/settings.ts';

describe('the settings', () => {
  it('have a default each, so that nothing has to be set', () => {
    expect(readSettings({})).toEqual({
      host: '127.0.0.1',
      port: 8080,
      dataDir: './data',
      publicUrl: undefined,
      tls: undefined,
      apiKey: undefined,
      workspaceId: 'demo',
      adminPassword: undefined,
      metricsToken: undefined,
      drainSeconds: 0,
      listenFd: undefined,
      demo: true,
      logLevel: 'info',
    });
  });

  it('are read from the environment', () => {
    const env = {
      HOST: '0.0.0.0',
      PORT: '0',
      DATA_DIR: '/srv/satchel',
      DATABASE_URL: 'postgres://satchel:secret@db/satchel',
      PUBLIC_URL: 'https://tests.school.example',
      TLS_CERT: '/etc/cert.pem',
      TLS_KEY: '/etc/key.pem',
      APP_KEY: 'key',
      APP_SECRET: 'a long secret',
      WORKSPACE_ID: 'oak-school',
      ADMIN_PASSWORD: 'correct horse',
      METRICS_TOKEN: 'a-token-of-a-monitor',
      DRAIN_SECONDS: '6',
      LISTEN_FDS: '1',
      LISTEN_PID: '4711',
      DEMO: '0',
      LOG_LEVEL: 'warn',
      PATH: '/usr/bin',
    };
    expect(readSettings(env, 4711)).toEqual({
      host: '0.0.0.0',
      port: 0,
      dataDir: '/srv/satchel',
      databaseUrl: 'postgres://satchel:secret@db/satchel',
      publicUrl: 'https://tests.school.example',
      tls: { certPath: '/etc/cert.pem', keyPath: '/etc/key.pem' },
      apiKey: { appKey: 'key', appSecret: 'a long secret' },
      workspaceId: 'oak-school',
      adminPassword: 'correct horse',
      metricsToken: 'a-token-of-a-monitor',
      drainSeconds: 6,
      listenFd: 3,
      demo: false,
      logLevel: 'warn',
    });
  });

  it('that are empty count as not set', () => {
    expect(readSettings({ PORT: '', APP_KEY: '', APP_SECRET: '', TLS_CERT: '' })).toEqual(readSettings({}));
  });

  it.each([
    [{ PORT: '80a' }, 'PORT must be a number from 0 to 65535'],
    [{ PORT: '65536' }, 'PORT must be a number from 0 to 65535'],
    [{ PORT: '-1' }, 'PORT must be a number from 0 to 65535'],
    [{ PUBLIC_URL: 'school.example' }, 'PUBLIC_URL must be http(s)://host[:port]'],
    [{ PUBLIC_URL: 'https://school.example/tests' }, 'PUBLIC_URL must be http(s)://host[:port]'],
    [{ TLS_CERT: '/c.pem' }, 'TLS_CERT needs TLS_KEY too: set both or neither'],
    [{ TLS_KEY: '/k.pem' }, 'TLS_KEY needs TLS_CERT too: set both or neither'],
    [{ APP_KEY: 'key' }, 'APP_KEY needs APP_SECRET too: set both or neither'],
    [{ APP_SECRET: 'a long secret' }, 'APP_SECRET needs APP_KEY too: set both or neither'],
    [{ APP_KEY: 'a:b', APP_SECRET: 'a long secret' }, 'APP_KEY must be 1 to 200 characters without a colon'],
    [{ APP_KEY: 'key', APP_SECRET: 'short' }, 'APP_SECRET must have at least 8 characters'],
    [{ ADMIN_PASSWORD: 'short' }, 'ADMIN_PASSWORD must have at least 8 characters'],
    [{ WORKSPACE_ID: 'oak school' }, 'WORKSPACE_ID must be 1 to 64 letters, digits, _ or -'],
    [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN must have at least 16 characters, none of them a space'],
    [{ DRAIN_SECONDS: '61' }, 'DRAIN_SECONDS must be a number from 0 to 60'],
    [{ DRAIN_SECONDS: '1.5' }, 'DRAIN_SECONDS must be a number from 0 to 60'],
    [{ DEMO: 'no' }, 'DEMO must be 0 or 1'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be trace, debug, info, warn, error, fatal or silent'],
    [{ DATABASE_URL: 'mysql://db/satchel' }, 'DATABASE_URL must be postgres://user:password@host/database'],
    ...['pa/ss', 'pa#ss', 'pa?ss'].map((password): [Record<string, string>, string] => [
      { DATABASE_URL: `postgres://satchel:${password}@db/satchel` },
      'DATABASE_URL cannot be read as postgres://user:password@host/database: in a password % @ / ? # are written %25 %40 %2F %3F %23',
    ]),
  ])('refuse %j in one line', (env, line) => {
    expect(() => readSettings(env)).toThrow(new SettingsError(line));
  });

  it('take a socket that is meant for this process, and no other, and no more than one', () => {
    expect(readSettings({ LISTEN_FDS: '1', LISTEN_PID: '4711' }, 4712).listenFd).toBeUndefined();
    expect(() => readSettings({ LISTEN_FDS: '2', LISTEN_PID: '4711' }, 4711)).toThrow('LISTEN_FDS is 2');
  });

  it('never repeat a value that is refused: it may be a secret', () => {
    expect(() => readSettings({ APP_KEY: 'k', APP_SECRET: 'hunter2' })).not.toThrow('hunter2');
  });
});
