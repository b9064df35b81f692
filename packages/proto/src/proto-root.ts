import { join } from 'node:path';

/** Folder that holds all .proto files; import paths in them are relative to it. */
export const protoRoot: string = join(import.meta.dirname, '../../../proto');
