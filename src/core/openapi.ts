import { z } from 'zod'
import type { Endpoint } from './contract.ts'
import { apiBase } from './http.ts'

/** OpenAPI 3.1, printed from the endpoints themselves. */
export function openApi(endpoints: readonly Endpoint[], { version, url }: { version: string; url: string }): object {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of endpoints) {
    const path = apiBase + endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] ??= {}
    paths[path][endpoint.method.toLowerCase()] = operation(endpoint)
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Løfte', version, license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } },
    servers: [{ url }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Problem: {
          type: 'object',
          required: ['title', 'status', 'code'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string' },
            detail: { type: 'string' },
            instance: { type: 'string' },
          },
        },
      },
    },
  }
}

function operation(endpoint: Endpoint): object {
  const problem = { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }
  return {
    summary: endpoint.summary,
    operationId: `${endpoint.method.toLowerCase()}${endpoint.path.replace(/[^a-zA-Z]+(\w)/g, (_, c: string) => c.toUpperCase())}`,
    ...(endpoint.may === 'anyone' ? { security: [] } : { 'x-permission': endpoint.may }),
    parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query')],
    ...(endpoint.method === 'GET' || endpoint.method === 'DELETE'
      ? {}
      : { requestBody: { content: { 'application/json': { schema: schema(endpoint.body, 'input') } } } }),
    responses: {
      [endpoint.status]: endpoint.bytes
        ? {
            description: 'the bytes',
            content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
          }
        : { description: 'done', content: { 'application/json': { schema: schema(endpoint.returns, 'output') } } },
      default: {
        description: `refused${endpoint.refuses.length ? `: ${endpoint.refuses.join(', ')}` : ''}`,
        ...problem,
      },
    },
  }
}

function parameters(shape: z.ZodType, place: 'path' | 'query'): object[] {
  const json = schema(shape, 'input') as { properties?: Record<string, unknown>; required?: string[] }
  return Object.entries(json.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (json.required ?? []).includes(name),
    schema: property,
  }))
}

function schema(shape: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...json } = z.toJSONSchema(shape, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  }) as Record<string, unknown>
  return json
}
