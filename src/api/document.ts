import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOverride,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { refusalsOf, type Operation } from './operation.ts';
import { explain, problemSchema, statusOf, type ProblemCode } from './problems.ts';

/** The OpenAPI 3.1 document of exactly these operations. */
export function describeApi(operations: readonly Operation[], appUrl: string) {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  }
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Parley',
        version: '1',
        description:
          'Free times, bookings and sessions. Instants are RFC 3339 in UTC; problems are RFC 9457 documents. Answers may gain fields.',
      },
      servers: [{ url: `${appUrl}/api/v1` }],
      tags: [
        {
          name: 'Guests',
          description: 'For everybody, from every origin. A booking’s token is its own key.',
        },
        { name: 'Hosts', description: 'With an API key of the account.' },
        { name: 'About', description: 'This document and its problems.' },
      ],
      paths,
      components: {
        securitySchemes: {
          apiKey: {
            type: 'http',
            scheme: 'bearer',
            description: 'An API key made in the account’s settings.',
          },
        },
      },
    },
    { override: forReaders },
  );
}

/**
 * A format says what the long patterns beside it say. What is answered may gain fields, so a client
 * made from the document must not refuse new ones; what is sent stays strict, to catch slips.
 */
const forReaders: ZodOpenApiOverride = ({ jsonSchema, io }) => {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (io === 'output' && jsonSchema.additionalProperties === false) {
    delete jsonSchema.additionalProperties;
  }
};

function describe(operation: Operation): ZodOpenApiOperationObject {
  const { params, query, headers } = operation;
  return {
    operationId: operation.id,
    summary: operation.summary,
    tags: [operation.tag],
    security: operation.access === 'key' ? [{ apiKey: [] }] : [],
    requestParams: { path: params, query, header: headers },
    ...(operation.body && {
      requestBody: {
        required: !operation.bodyOptional,
        content: { 'application/json': { schema: operation.body } },
      },
    }),
    responses: {
      [`${operation.status}`]: {
        description: 'Done.',
        content: { 'application/json': { schema: operation.answer } },
      },
      ...describeProblems(refusalsOf(operation)),
    },
  };
}

function describeProblems(codes: ProblemCode[]): ZodOpenApiOperationObject['responses'] {
  const byStatus = Map.groupBy(codes.toSorted(), statusOf);
  return Object.fromEntries(
    [...byStatus].map(([status, alike]) => {
      const [first, ...rest] = alike.map(problemSchema);
      return [
        `${status}`,
        {
          description: alike.map((code) => explain(code).title).join(' · '),
          content: {
            'application/problem+json': {
              schema: rest.length > 0 ? z.union([first!, ...rest]) : first!,
            },
          },
        },
      ];
    }),
  );
}
