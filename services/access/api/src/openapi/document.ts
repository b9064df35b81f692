import type { QueryParameter } from '../http/query.ts';
import type { AnyRoute } from '../http/route.ts';
import { problemSchema } from '../schemas.ts';
import { collectSchemas, type JsonSchema, schemaReference } from './json-schema.ts';

/** The OpenAPI 3.1 document of the routes, made from the same definitions that serve them. */
export function openApiDocument(routes: readonly AnyRoute[]): Record<string, unknown> {
  const schemas = new Map<string, JsonSchema>();
  const paths: Record<string, Record<string, unknown>> = {};
  collectSchemas(problemSchema, schemas);
  for (const route of routes) {
    collectSchemas(route.reply, schemas);
    if (route.body !== undefined) collectSchemas(route.body, schemas);
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'MicroChat API',
      version: '1',
      description:
        'For clients without a long connection. Names, limits and errors are those of the client protocol: fields of ' +
        'another type or out of range are refused, unknown fields are ignored, uint64 are decimal strings.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: Object.fromEntries([...schemas].toSorted(([first], [second]) => (first < second ? -1 : 1))),
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

function operation(route: AnyRoute): Record<string, unknown> {
  const parameters = [...pathParameters(route.path), ...queryParameters(route.query ?? {})];
  return {
    operationId: route.operationId,
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    ...(route.access === 'user' ? { security: [{ token: [] }] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body ? { requestBody: { required: true, content: json(schemaReference(route.body)) } } : {}),
    responses: {
      200: { description: 'Success', content: json(schemaReference(route.reply)) },
      default: {
        description: route.reasons.length === 0 ? 'Error' : `Error, among others ${route.reasons.join(', ')}`,
        content: { 'application/problem+json': { schema: schemaReference(problemSchema) } },
      },
    },
  };
}

function pathParameters(path: string): object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: name === 'index' ? 'integer' : 'string' },
  }));
}

function queryParameters(query: Readonly<Record<string, QueryParameter>>): object[] {
  return Object.entries(query).map(([name, parameter]) => ({
    name,
    in: 'query',
    description: parameter.description,
    schema:
      parameter.kind === 'count'
        ? { type: 'integer', minimum: 0, maximum: parameter.max }
        : { type: 'string', maxLength: parameter.charsMax },
  }));
}

function json(schema: JsonSchema): Record<string, unknown> {
  return { 'application/json': { schema } };
}
