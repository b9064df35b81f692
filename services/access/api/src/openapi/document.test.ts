import { afterEach, describe, expect, it } from 'vitest';
import { TestApi } from '../testing/test-api.ts';

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, { operationId: string; security?: unknown }>>;
  readonly components: { readonly schemas: Record<string, { properties: Record<string, unknown> }> };
}

let api: TestApi;

async function load(): Promise<{ document: Document; text: string }> {
  api = new TestApi();
  const text = (await api.app.inject('/openapi.json')).body;
  return { document: JSON.parse(text) as Document, text };
}

afterEach(() => api.app.close());

describe('/openapi.json', () => {
  it('has every route that the server has', async () => {
    const { document } = await load();
    const documented = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    // Method by method and template by template, so that the list can't be made from what it is compared with.
    const promised = [
      'POST /v1/messages',
      'GET /v1/conversations',
      'GET /v1/updates',
      'PATCH /v1/conversations/{conversationId}',
      'POST /v1/conversations/{conversationId}/clear',
      'POST /v1/conversations/{conversationId}/messages/delete',
      'GET /v1/conversations/{conversationId}/messages',
      'POST /v1/conversations/{conversationId}/read',
      'GET /v1/conversations/{conversationId}/messages/{index}/readers',
      'POST /v1/acks',
      'POST /v1/groups',
      'GET /v1/groups/{groupId}',
      'PATCH /v1/groups/{groupId}',
      'GET /v1/groups/{groupId}/members',
      'POST /v1/groups/{groupId}/members',
      'DELETE /v1/groups/{groupId}/members/{userId}',
      'GET /v1/profiles/{userId}',
      'PUT /v1/profiles/{userId}',
      'GET /v1/devices',
      'DELETE /v1/devices/{deviceId}',
      'POST /v1/dev/tokens',
      'GET /healthz',
      'GET /readyz',
    ];
    expect(documented.toSorted()).toEqual(promised.toSorted());
    for (const route of promised) {
      const [method, path] = route.split(' ') as ['GET', string];
      expect(api.app.hasRoute({ method, url: path.replaceAll(/\{(\w+)\}/g, ':$1') })).toBe(true);
    }
  });

  it('has every route that was registered, apart from itself, the page and preflights', async () => {
    const { document } = await load();
    const registered = api.app
      .printRoutes({ commonPrefix: false })
      .matchAll(/\(([A-Z, ]+)\)/g)
      .flatMap(([, methods]) => (methods as string).split(', '))
      .filter((method) => method !== 'HEAD')
      .toArray();
    const documented = Object.values(document.paths).flatMap((operations) => Object.keys(operations));
    const undocumented = ['GET /openapi.json', 'GET /*', 'OPTIONS /*'];
    expect(registered).toHaveLength(documented.length + undocumented.length);
  });

  it('refers only to schemas that it has', async () => {
    const { document, text } = await load();
    const referred = new Set([...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name));
    expect(referred).toEqual(new Set(Object.keys(document.components.schemas)));
  });

  it('is version 3.1, with unique operation ids, a token where one is needed', async () => {
    const { document } = await load();
    expect(document.openapi).toBe('3.1.0');
    const operations = Object.values(document.paths).flatMap((byMethod) => Object.values(byMethod));
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    const open = operations.filter(({ security }) => security === undefined).map(({ operationId }) => operationId);
    expect(open.toSorted()).toEqual(['getHealth', 'getReadiness', 'issueDevToken']);
  });

  it('describes the JSON mapping', async () => {
    const { document } = await load();
    const { Sent, Recipient, Custom } = document.components.schemas;
    expect(Sent?.properties).toMatchObject({
      messageId: { type: 'string', pattern: '^(0|[1-9][0-9]{0,19})$' },
      index: { type: 'integer', minimum: 0, maximum: 4294967295 },
      duplicate: { type: 'boolean' },
    });
    expect(Custom?.properties).toMatchObject({ data: { contentEncoding: 'base64' } });
    expect(Recipient).toMatchObject({
      allOf: [
        {
          oneOf: [
            { required: ['userId'] },
            { required: ['groupId'] },
            { required: ['conversationId'] },
            { not: { anyOf: [{ required: ['userId'] }, { required: ['groupId'] }, { required: ['conversationId'] }] } },
          ],
        },
      ],
    });
  });
});
